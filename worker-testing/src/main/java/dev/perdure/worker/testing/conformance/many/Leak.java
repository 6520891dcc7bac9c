package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ten thousand requests, each of which prints much: if a worker keeps something of each, that adds
 * up to more than any garbage collector explains.
 */
public final class Leak implements Check {
  private static final String TEXT = "0123456789abcde ".repeat(1 << 10);
  private static final int AT_ONCE = 16;

  // A JVM collects garbage when its heap is full, which without this limit may be gigabytes away.
  private static final Map<String, String> SMALL_HEAP =
      Map.of("JAVA_TOOL_OPTIONS", "-Xmx160m -Xmn32m");
  private static final long MEBIBYTE = 1 << 10;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("leak", "many requests leave no memory behind", "F19")
        .needs(Need.PROC)
        .remedy(
            "Look for what is kept of each request: buffers of the whole process, tables of requests,"
                + " class loaders, thread locals.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Map<String, String> environment = new HashMap<>(SMALL_HEAP);
    environment.putAll(trial.worker().environment());
    WorkerHarness worker = trial.start(trial.worker().command(), environment, true);
    List<Job> jobs = jobs(trial);
    int quarter = trial.settings().leakRequests() / 4;
    trial.sends(4 * quarter + " requests");
    Growth growth = new Growth();
    while (growth.isOpen()) {
      try {
        askAll(trial, worker, jobs, quarter);
      } catch (CheckFailure | WorkerFailure e) {
        // A worker that leaks may fail before the last quarter.
        if (growth.isLeak()) {
          throw leak(growth + ", then: " + e.getMessage());
        }
        throw e;
      }
      growth.add(ProcessStatus.residentKib(worker.pid()) / MEBIBYTE);
    }
    if (growth.isLeak()) {
      throw leak(growth.toString());
    }
  }

  private static void askAll(Trial trial, WorkerHarness worker, List<Job> jobs, int requests)
      throws CheckFailure, IOException {
    for (int done = 0; done < requests; done += jobs.size()) {
      for (Job job : jobs) {
        worker.send(job.request());
      }
      for (Job job : jobs) {
        trial.answer(worker, job);
      }
    }
  }

  private static CheckFailure leak(String came) {
    return new CheckFailure(Symptom.MEMORY_GROWS, came);
  }

  /** As many requests as may be sent at once; they are sent repeatedly. */
  private static List<Job> jobs(Trial trial) {
    int count = trial.worker().supports(Need.MULTIPLEX) ? AT_ONCE : 1;
    boolean prints = !trial.worker().requests(Role.PRINT).isEmpty();
    return IntStream.range(0, count)
        .mapToObj(i -> prints ? trial.job(Role.PRINT, "text", TEXT) : trial.job(Role.WORK))
        .toList();
  }
}
