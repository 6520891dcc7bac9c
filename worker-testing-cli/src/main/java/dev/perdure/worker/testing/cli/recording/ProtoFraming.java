package dev.perdure.worker.testing.cli.recording;

import java.util.Locale;

/** Protocol buffer messages, each after its length as a varint. */
final class ProtoFraming implements Framing {
  private static final int VARINT_BYTES = 5;

  private final String tags;
  private final String message;

  /**
   * A stream of one kind of messages.
   *
   * @param message the kind's name
   * @param tags the bytes with which a message can begin; by these, text is recognised without
   *     waiting for as many bytes as its first one would announce as a length
   */
  ProtoFraming(String message, String tags) {
    this.message = message;
    this.tags = tags;
  }

  // Fields 1 to 6: 0a 12 18 20 28 32.
  static ProtoFraming ofRequests() {
    return new ProtoFraming("WorkRequest", "\12\22\30\40\50\62");
  }

  // Fields 1 to 4: 08 12 18 20.
  static ProtoFraming ofAnswers() {
    return new ProtoFraming("WorkResponse", "\10\22\30\40");
  }

  @Override
  public int separators(byte[] bytes, int from, int to) {
    return 0;
  }

  @Override
  public int length(byte[] bytes, int from, int to) throws MalformedException {
    long content = 0;
    for (int i = 0; i < VARINT_BYTES; i++) {
      if (from + i == to) {
        return 0;
      }
      byte b = bytes[from + i];
      content |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return length(content, bytes, from, from + i + 1, to);
      }
    }
    throw new MalformedException(RecordMessage.STREAM_VARINT.text());
  }

  private int length(long content, byte[] bytes, int from, int start, int to)
      throws MalformedException {
    if (content > MESSAGE_BYTES) {
      throw new MalformedException(RecordMessage.STREAM_LENGTH.text(content, MESSAGE_BYTES));
    }
    if (content > 0 && start < to && tags.indexOf(bytes[start]) < 0) {
      throw new MalformedException(
          RecordMessage.STREAM_TAG.text(message, String.format(Locale.ROOT, "%02x", bytes[start])));
    }
    return to - start < content ? 0 : start - from + (int) content;
  }

  @Override
  public int header(byte[] bytes, int from) {
    int count = 1;
    while (bytes[from + count - 1] < 0) {
      count++;
    }
    return count;
  }
}
