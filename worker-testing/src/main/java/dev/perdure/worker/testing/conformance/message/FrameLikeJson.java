package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.SkippedException;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.ArrayList;
import java.util.List;

/** A frame of 123 bytes begins with 7b, which is also the brace at the beginning of JSON. */
public final class FrameLikeJson implements Check {
  private static final int BRACE = '{';

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "frame-like-json", "a first frame of 123 bytes is not taken for JSON", "F4")
        .needs(Need.PROTO)
        .remedy(
            "One byte does not tell the protocols apart: after {, JSON goes on with a quote, a brace"
                + " or white space, and a proto frame with the tag of a field.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job job = trial.job(Role.WORK);
    WorkRequest padded = padded(trial, job.request());
    trial.sends("a request of 123 bytes, the first one");
    worker.send(padded);
    trial.answer(worker, job.with(padded));
  }

  /** The request with one more input, whose digest gives the frame the right length. */
  private static WorkRequest padded(Trial trial, WorkRequest request) throws SkippedException {
    for (int digest = 0; digest < BRACE; digest++) {
      List<Input> inputs = new ArrayList<>(request.inputs());
      inputs.add(new Input("p", Digest.ofText("0".repeat(digest))));
      WorkRequest padded =
          WorkRequest.of(request.requestId(), request.arguments()).withInputs(inputs);
      byte[] frame = trial.protocol().encode(padded);
      if (frame[0] == BRACE && frame.length == BRACE + 1) {
        return padded;
      }
    }
    throw new SkippedException("the request \"work\" is too long for a frame of 123 bytes");
  }
}
