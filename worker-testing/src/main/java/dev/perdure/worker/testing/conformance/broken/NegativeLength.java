package dev.perdure.worker.testing.conformance.broken;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import dev.perdure.worker.testing.wire.FieldWriter;

/** A length that is negative for a reader of 32 bits. */
public final class NegativeLength implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("negative-length", "a frame of length -1 is not run", "F15")
        .needs(Need.PROTO)
        .remedy("Refuse lengths below zero: say on standard error what came, and end.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    trial.sends("a frame of length -1, and the end of input");
    BrokenStream.refusedWithDiagnosis(trial, trial.job(Role.WORK), FieldWriter.encodeVarint(-1));
  }
}
