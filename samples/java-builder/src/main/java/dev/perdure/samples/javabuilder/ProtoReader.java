package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a message of protocol buffers, a field at a time. */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_SHIFT = 63;

  private final ByteBuffer in;
  private int field;
  private long number;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  ProtoReader(ByteBuffer in) {
    this.in = in;
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() throws IOException {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    switch ((int) (tag & 7)) {
      case VARINT -> number = varint();
      case FIXED64 -> slice(Long.BYTES);
      case BYTES -> slice(varint());
      case FIXED32 -> slice(Integer.BYTES);
      default -> throw new IOException("no message: tag " + tag + " before byte " + in.position());
    }
    return true;
  }

  private void slice(long length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new IOException("no message: " + length + " bytes at byte " + in.position());
    }
    bytes = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift <= MAX_SHIFT && in.hasRemaining(); shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("no message: a number that does not end, before byte " + in.position());
  }

  /** The number of the field. */
  int field() {
    return field;
  }

  /** The value, if it is a number. */
  long number() {
    return number;
  }

  /** The value, if it is a text. */
  String text() {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  /** The value, if it is a message. */
  ProtoReader message() {
    return new ProtoReader(bytes.duplicate());
  }
}
