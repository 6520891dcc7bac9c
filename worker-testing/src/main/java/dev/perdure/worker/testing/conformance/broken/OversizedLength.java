package dev.perdure.worker.testing.conformance.broken;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import dev.perdure.worker.testing.wire.FieldWriter;
import java.util.Arrays;

/** A length that can't be meant. */
public final class OversizedLength implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "oversized-length", "a frame of two gibibytes is refused, not waited for", "F15")
        .needs(Need.PROTO)
        .remedy(
            "Set a limit to lengths, allocate by what arrives and not by what is announced, and say"
                + " on standard error what came.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    trial.sends("a frame of length 2,147,483,647 with one byte, and the end of input");
    byte[] length = FieldWriter.encodeVarint(Integer.MAX_VALUE);
    byte[] bytes = Arrays.copyOf(length, length.length + 1);
    bytes[length.length] = 10;
    BrokenStream.refusedWithDiagnosis(trial, trial.job(Role.WORK), bytes);
  }
}
