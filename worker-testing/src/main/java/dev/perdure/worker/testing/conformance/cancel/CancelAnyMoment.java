package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What is kept between requests must survive a cancel: an interrupt closes the channel that its
 * thread is reading at that moment. Nobody knows the critical moment, so many are tried.
 */
public final class CancelAnyMoment implements Check {
  private static final int MOMENTS = 20;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-any-moment",
            "work that was cancelled in its middle has its usual result when it is done again",
            "F17")
        .needs(Need.CANCEL)
        .remedy(
            "Read what is kept between requests by means that no interrupt closes, check it before"
                + " it is used again, or do not interrupt the tool.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.sends("requests that are cancelled at " + MOMENTS + " moments, and each again");
    List<Job> jobs = trial.jobs(Role.WORK);
    for (Job job : jobs) {
      trial.work(worker, job); // The first time takes longer.
      delete(job);
      long start = System.nanoTime();
      Result usual = work(trial, worker, job);
      long nanos = System.nanoTime() - start;
      for (int moment = jobs.indexOf(job); moment < MOMENTS; moment += jobs.size()) {
        cancel(worker, job.withId(trial.nextId()), nanos * moment / MOMENTS);
        Result again = work(trial, worker, job.withId(trial.nextId()));
        if (!again.equals(usual)) {
          throw new CheckFailure(Symptom.WRONG_ANSWER, again.difference(usual));
        }
      }
    }
  }

  private static void cancel(WorkerHarness worker, Job job, long afterNanos) throws IOException {
    worker.send(job.request());
    LockSupport.parkNanos(afterNanos);
    worker.cancel(job.id());
    worker.await(job.id());
    delete(job);
  }

  /** The result of work: what it printed, and the bytes of its files. */
  private record Result(String output, Map<String, String> files) {
    String difference(Result before) {
      if (!output.equals(before.output)) {
        return "the output "
            + Job.shown(output)
            + " after a cancel, "
            + Job.shown(before.output)
            + " before it";
      }
      return before.files.entrySet().stream()
          .filter(it -> !it.getValue().equals(files.get(it.getKey())))
          .map(it -> "another content of " + it.getKey() + " after a cancel than before it")
          .findFirst()
          .orElse("");
    }
  }

  private static Result work(Trial trial, WorkerHarness worker, Job job) throws Exception {
    WorkResponse answer = trial.work(worker, job);
    Map<String, String> files = new TreeMap<>();
    for (String path : outputs(job)) {
      Path file = job.directory().resolve(path);
      if (Files.isRegularFile(file)) {
        files.put(path, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    delete(job);
    return new Result(answer.output(), files);
  }

  /** Deletes the outputs, as a client does before it asks for the same work again. */
  private static void delete(Job job) throws IOException {
    for (String path : outputs(job)) {
      Path file = job.directory().resolve(path);
      if (!Files.isDirectory(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<String> outputs(Job job) {
    return Stream.concat(job.outputs().keySet().stream(), job.creates().stream()).toList();
  }
}
