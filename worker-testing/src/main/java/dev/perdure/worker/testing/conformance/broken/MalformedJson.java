package dev.perdure.worker.testing.conformance.broken;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.charset.StandardCharsets;

/** Text that is not JSON. */
public final class MalformedJson implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "malformed-json", "what is no JSON is refused with a diagnosis", "F15")
        .needs(Need.JSON)
        .remedy("Say on standard error what came and where, in the last line, and end.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    String text = "{\"arguments\":[}\n";
    trial.sends(text.strip() + " and the end of input");
    BrokenStream.refusedWithDiagnosis(
        trial, trial.job(Role.WORK), text.getBytes(StandardCharsets.UTF_8));
  }
}
