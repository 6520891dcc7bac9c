package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ten thousand requests, each of which prints much: what a worker keeps of each adds up to more
 * than any collector's slack.
 */
final class Leak implements Check {
  private static final String TEXT = "0123456789abcde ".repeat(1 << 10);
  private static final int AT_ONCE = 16;

  // A JVM collects when its heap is full, which without this may be gigabytes away.
  private static final Map<String, String> SMALL_HEAP =
      Map.of("JAVA_TOOL_OPTIONS", "-Xmx160m -Xmn32m");
  private static final long MEBIBYTE = 1 << 10;
  private static final long GROWTH_MEBIBYTES = 64;
  private static final long STILL_GROWING_MEBIBYTES = 8;

  @Override
  public CheckDescription description() {
    return CheckDescription.of("leak", "many requests leave no memory behind", "F19")
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
    long[] resident = new long[4];
    for (int i = 0; i < resident.length; i++) {
      for (int done = 0; done < quarter; done += jobs.size()) {
        for (Job job : jobs) {
          worker.send(job.request());
        }
        for (Job job : jobs) {
          trial.answer(worker, job);
        }
      }
      resident[i] = ProcessStatus.residentKib(worker.pid()) / MEBIBYTE;
    }
    long growth = resident[3] - resident[0];
    // A heap that has found its size stops growing; a leak does not.
    if (growth > GROWTH_MEBIBYTES && resident[3] - resident[2] > STILL_GROWING_MEBIBYTES) {
      throw new CheckFailure(
          Symptom.MEMORY_GROWS,
          "after each quarter of the requests, MiB resident: " + Arrays.toString(resident));
    }
  }

  /** As many as may be sent at once; they are sent again and again. */
  private static List<Job> jobs(Trial trial) {
    int count = trial.worker().supports(Capability.MULTIPLEX) ? AT_ONCE : 1;
    boolean prints = !trial.worker().requests(Role.PRINT).isEmpty();
    return IntStream.range(0, count)
        .mapToObj(i -> prints ? trial.job(Role.PRINT, "text", TEXT) : trial.job(Role.WORK))
        .toList();
  }
}
