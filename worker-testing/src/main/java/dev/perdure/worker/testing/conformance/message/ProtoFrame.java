package dev.perdure.worker.testing.conformance.message;

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
}
