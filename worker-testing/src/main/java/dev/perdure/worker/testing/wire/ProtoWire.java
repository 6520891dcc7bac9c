package dev.perdure.worker.testing.wire;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Protocol buffer messages, each after its length as a varint. */
final class ProtoWire implements Wire {
  private static final int EXIT_CODE_TAG = 0x08;
  private static final int OUTPUT_TAG = 0x12;
  private static final int REQUEST_ID_TAG = 0x18;
  private static final int WAS_CANCELLED_TAG = 0x20;

  @Override
  public byte[] encode(WorkRequest request) {
    return ProtoEncoding.delimited(request);
  }

  @Override
  public @Nullable WorkResponse decode(ResponseStream in) throws ForeignBytesException {
    in.beginMessage();
    if (in.peek() < 0) {
      return null;
    }
    int length = readLength(in);
    if (length > 0) {
      checkFirstTag(in);
    }
    byte[] frame = in.readUpTo(length);
    if (frame.length < length) {
      throw in.cutShort();
    }
    try {
      return ProtoEncoding.answer(frame, 0, length);
    } catch (MalformedMessageException e) {
      throw in.foreign(
          "the " + length + " bytes after the length are no WorkResponse: " + e.getMessage());
    }
  }

  private static int readLength(ResponseStream in) throws ForeignBytesException {
    long length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw in.cutShort();
      }
      length |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (length > MESSAGE_BYTES) {
          throw in.foreign("expected the length of a WorkResponse, came " + length);
        }
        return (int) length;
      }
    }
    throw in.foreign("expected the length of a WorkResponse as a varint, came one without an end");
  }

  /**
   * Checks that the message begins with a known field. A newer worker may add fields, but still
   * begins with a known one. So text is recognised by its second byte, without waiting for as many
   * bytes as its first one would announce.
   */
  private static void checkFirstTag(ResponseStream in) throws ForeignBytesException {
    int tag = in.peek();
    if (tag < 0) {
      throw in.cutShort();
    }
    if (tag != EXIT_CODE_TAG
        && tag != OUTPUT_TAG
        && tag != REQUEST_ID_TAG
        && tag != WAS_CANCELLED_TAG) {
      throw in.foreign(
          String.format(
              Locale.ROOT,
              "expected a tag of WorkResponse (08, 12, 18 or 20) after the length, came %02x",
              tag));
    }
  }
}
