package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A client decides how many requests it sends, and the worker how many it runs at once. */
public final class ThreadsBounded implements Check {
  private static final int COUNT = 300;
  private static final int MOST = 150;

  private static final Duration POLL = Duration.ofMillis(20);
  // Two seconds: if a worker begins another request at all, it does so in this time, even on a busy
  // machine.
  private static final int QUIET_POLLS = 100;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
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
    // A worker may stop reading when enough requests wait; what fits into the pipe does not block.
    worker.send(
        jobs.stream().map(Job::request).toList(), List.of(trial.joined(jobs.toArray(Job[]::new))));
    trial.awaitStart(jobs.get(0));
    long threads = grown(worker.pid(), before + MOST);
    worker.kill();
    if (threads > before + MOST) {
      throw new CheckFailure(Symptom.THREADS_GROW, (threads - before) + " threads more");
    }
  }

  /**
   * Waits until the number of threads is over {@code bound} or has not grown for a while, and
   * returns it.
   */
  private static long grown(long pid, long bound) {
    long most = 0;
    for (int quiet = 0; most <= bound && quiet < QUIET_POLLS; quiet++) {
      LockSupport.parkNanos(POLL.toNanos());
      long threads = ProcessStatus.threads(pid);
      if (threads > most) {
        most = threads;
        quiet = 0;
      }
    }
    return most;
  }
}
