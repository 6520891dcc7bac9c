package dev.perdure.worker.testing.record;

import com.google.protobuf.CodedInputStream;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.io.IOException;

/** Protocol buffer messages, by generated code. */
final class ProtoMessages implements Messages {
  @Override
  public WorkRequest request(byte[] bytes, int from, int length) throws MalformedException {
    try {
      var message =
          dev.perdure.worker.testing.wire.WorkRequest.parseFrom(
              CodedInputStream.newInstance(bytes, from, length));
      return new WorkRequest(
          message.getArgumentsList(),
          message.getInputsList().stream()
              .map(input -> new Input(input.getPath(), Digest.of(input.getDigest().toByteArray())))
              .toList(),
          message.getRequestId(),
          message.getCancel(),
          message.getVerbosity(),
          message.getSandboxDir());
    } catch (IOException e) {
      throw malformed("WorkRequest", e);
    }
  }

  @Override
  public WorkResponse answer(byte[] bytes, int from, int length) throws MalformedException {
    try {
      var message =
          dev.perdure.worker.testing.wire.WorkResponse.parseFrom(
              CodedInputStream.newInstance(bytes, from, length));
      return new WorkResponse(
          message.getExitCode(),
          message.getOutput(),
          message.getRequestId(),
          message.getWasCancelled());
    } catch (IOException e) {
      throw malformed("WorkResponse", e);
    }
  }

  private static MalformedException malformed(String message, IOException e) {
    return new MalformedException(
        RecordMessage.STREAM_NOT_MESSAGE.text(message, String.valueOf(e.getMessage())));
  }
}
