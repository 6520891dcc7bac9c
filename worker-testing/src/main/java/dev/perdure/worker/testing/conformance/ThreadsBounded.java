package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import java.util.ArrayList;
import java.util.List;

/** A client decides how many requests it sends; the worker how many it runs. */
final class ThreadsBounded implements Check {
  private static final int COUNT = 300;
  private static final int MOST = 150;

  @Override
  public CheckDescription description() {
    return CheckDescription.of(
            "threads-bounded", "300 requests at once do not make 300 threads", "F4")
        .needs(Need.MULTIPLEX, Need.PROC)
        .roles(Role.SLOW)
        .remedy("Run requests on a bounded number of threads, and let the others wait.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      jobs.add(trial.job(Role.SLOW));
    }
    long before = ProcessStatus.threads(worker.pid());
    trial.sends(COUNT + " slow requests at once");
    // A worker may stop reading when enough wait; what fits into the pipe does not block.
    worker.send(
        jobs.stream().map(Job::request).toList(), List.of(trial.joined(jobs.toArray(Job[]::new))));
    trial.awaitStart(jobs.get(0));
    trial.settle();
    long more = ProcessStatus.threads(worker.pid()) - before;
    worker.kill();
    if (more > MOST) {
      throw new CheckFailure(Symptom.THREADS_GROW, more + " threads more");
    }
  }
}
