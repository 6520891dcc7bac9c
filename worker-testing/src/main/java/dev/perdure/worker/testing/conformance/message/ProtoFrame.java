package dev.perdure.worker.testing.conformance.message;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The bytes of a proto frame: a length as a varint, then the message. */
public final class ProtoFrame {
  private ProtoFrame() {}

  /** The message of a frame. */
  public static byte[] message(byte[] frame) {
    int start = 0;
    while (frame[start++] < 0) {}
    return Arrays.copyOfRange(frame, start, frame.length);
  }

  public static byte[] of(byte[] message) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(varint(message.length));
    frame.writeBytes(message);
    return frame.toByteArray();
  }

  /** Encodes a number as in protocol buffers: a negative one takes ten bytes. */
  public static byte[] varint(long number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }
}
