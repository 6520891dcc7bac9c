package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.WorkerHarness;
import java.util.Arrays;
import java.util.List;

/** A pipe gives what it has, be it one byte of a length. */
final class SplitAnywhere implements Check {
  // Every place where a length, a tag or a key may stand; further on, one in so many.
  private static final int CLOSE = 64;
  private static final int STEP = 7;

  @Override
  public CheckDescription description() {
    return CheckDescription.of(
            "split-anywhere", "a request that arrives in two pieces is read whole")
        .remedy(
            "A read from a pipe may end anywhere: keep reading until the length, then the message,"
                + " are there.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    int length = trial.protocol().encode(trial.job(Role.WORK).request()).length;
    for (int at = 1; at < length; at += at < CLOSE ? 1 : STEP) {
      Job job = trial.job(Role.WORK);
      byte[] bytes = trial.protocol().encode(job.request());
      trial.sends("a request of " + bytes.length + " bytes, cut after " + at, at > 1);
      worker.send(
          List.of(job.request()),
          List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length)));
      trial.answer(worker, job);
    }
  }
}
