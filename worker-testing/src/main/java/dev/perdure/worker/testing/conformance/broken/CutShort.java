package dev.perdure.worker.testing.conformance.broken;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.message.ProtoFrame;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The client is killed while it is writing. */
public final class CutShort implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("cut-short", "a request that is cut short is not run")
        .remedy("Run a message only when all bytes that its length announces are there.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.WORK);
    byte[] bytes = trial.protocol().encode(job.request());
    for (int cut : cuts(trial, job, bytes)) {
      trial.sends("the first " + cut + " of " + bytes.length + " bytes of a request, and the end");
      BrokenStream.refused(trial, job, Arrays.copyOf(bytes, cut));
    }
  }

  /**
   * The positions to truncate at: the last byte, and those at which a careless parser finds
   * complete fields.
   */
  private static Set<Integer> cuts(Trial trial, Job job, byte[] bytes) {
    int end = trial.protocol() == Protocol.JSON ? bytes.length - 2 : bytes.length - 1;
    Set<Integer> cuts = new TreeSet<>(Set.of(end));
    if (trial.protocol() == Protocol.PROTO && !job.arguments().isEmpty()) {
      int message = bytes.length - ProtoFrame.message(bytes).length;
      int argument = bytes[message + 1];
      // After the first argument: tag, length, text.
      if (argument >= 0 && message + 2 + argument < bytes.length) {
        cuts.add(message + 2 + argument);
      }
    }
    return cuts;
  }
}
