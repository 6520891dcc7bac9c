package dev.perdure.worker.testing.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of one protocol buffer message, in the order of the calls. Not thread-safe. */
public final class FieldWriter {
  static final int VARINT = 0;
  static final int BYTES = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A message that has no field yet. */
  public FieldWriter() {}

  /** A number, of which 0 is the default and is left out. */
  public void number(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      add(value);
    }
  }

  /** A text, also if it is empty. */
  public void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes or the bytes of a message, also if there are none. */
  void bytes(int field, byte[] value) {
    tag(field, BYTES);
    add(value.length);
    bytes.writeBytes(value);
  }

  /** The message. */
  public byte[] message() {
    return bytes.toByteArray();
  }

  /** The message after its length. */
  byte[] delimited() {
    return delimited(message());
  }

  /** A message after its length. */
  public static byte[] delimited(byte[] message) {
    FieldWriter frame = new FieldWriter();
    frame.add(message.length);
    frame.bytes.writeBytes(message);
    return frame.message();
  }

  /** A number as it stands in a message: a negative one has its 64 bits, and so 10 bytes. */
  public static byte[] encodeVarint(long value) {
    FieldWriter writer = new FieldWriter();
    writer.add(value);
    return writer.message();
  }

  private void tag(int field, int type) {
    add((long) field << 3 | type);
  }

  private void add(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
