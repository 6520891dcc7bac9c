package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.wire.MalformedMessageException;
import dev.perdure.worker.testing.wire.ProtoEncoding;

/** Protocol buffer messages. */
final class ProtoMessages implements Messages {
  @Override
  public WorkRequest request(byte[] bytes, int from, int length) throws MalformedException {
    try {
      return ProtoEncoding.request(bytes, from, length);
    } catch (MalformedMessageException e) {
      throw malformed("WorkRequest", e);
    }
  }

  @Override
  public WorkResponse answer(byte[] bytes, int from, int length) throws MalformedException {
    try {
      return ProtoEncoding.answer(bytes, from, length);
    } catch (MalformedMessageException e) {
      throw malformed("WorkResponse", e);
    }
  }

  private static MalformedException malformed(String message, MalformedMessageException e) {
    return new MalformedException(
        RecordMessage.STREAM_NOT_MESSAGE.text(message, String.valueOf(e.getMessage())));
  }
}
