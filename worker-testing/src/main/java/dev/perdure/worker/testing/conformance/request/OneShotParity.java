package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The same action has the same result in a worker and in a one-shot run. */
public final class OneShotParity implements Check {
  private static final List<Role> ROLES =
      List.of(Role.WORK, Role.PRINT, Role.FAIL, Role.EXIT, Role.STUBBORN);

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "one-shot-parity", "without --persistent_worker the tool does the same", "F6")
        .needs(Need.ONE_SHOT, Need.ONCE)
        .remedy(
            "Without --persistent_worker do the arguments' work once: print what an answer's output"
                + " would be, and exit with its exit code.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    for (Role role : ROLES) {
      for (Job job : trial.jobs(role)) {
        trial.sends(role.word() + " by itself: " + job.arguments());
        WorkResponse alone = once(trial, job);
        String mismatch = job.mismatch(alone);
        if (!mismatch.isEmpty()) {
          throw new CheckFailure(Symptom.NOT_AS_ONE_SHOT, mismatch);
        }
      }
    }
  }

  /** Runs the tool once; returns its exit code and everything that it printed. */
  private static WorkResponse once(Trial trial, Job job) throws Exception {
    List<String> command = new ArrayList<>(trial.worker().command());
    command.addAll(job.arguments());
    Process process = trial.start(new ProcessBuilder(command).redirectErrorStream(true));
    try {
      process.getOutputStream().close();
      long patience = trial.settings().patience().toMillis();
      // The output can be larger than a pipe, so it is read while the process runs; on a thread of
      // its own, since the program around the kit may use all threads of the common pool.
      FutureTask<String> output = new FutureTask<>(() -> read(process));
      Thread reader = new Thread(output, "one-shot output");
      reader.setDaemon(true);
      reader.start();
      String printed = output.get(patience, TimeUnit.MILLISECONDS);
      process.waitFor(patience, TimeUnit.MILLISECONDS);
      return WorkResponse.of(job.id(), process.exitValue(), printed);
    } catch (TimeoutException e) {
      throw new CheckFailure(Symptom.NOT_AS_ONE_SHOT, "nothing: the tool does not end");
    } catch (ExecutionException e) {
      throw new IOException("the tool's output can't be read", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
