package dev.perdure.worker.testing.conformance.broken;

import dev.perdure.worker.testing.conformance.message.JsonText;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.charset.StandardCharsets;

/** An id that does not fit into an int32. */
public final class IdBeyondInt implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "id-beyond-int", "an id beyond 32 bits is refused with a diagnosis", "F15")
        .needs(Need.JSON)
        .remedy("Check the range of requestId; say on standard error what came, and end.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.WORK);
    String text = JsonText.of(job.withId(0).request());
    trial.sends("a request with the id 2147483648, and the end of input");
    String bytes = "{\"requestId\":2147483648," + text.substring(1) + "\n";
    BrokenStream.refusedWithDiagnosis(trial, job, bytes.getBytes(StandardCharsets.UTF_8));
  }
}
