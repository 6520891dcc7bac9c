package dev.perdure.worker.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * Reads what messages of today's clients don't have: unknown fields, and text that may not be
 * UTF-8. A separate class, so that it is loaded only when needed.
 */
final class ProtoUnusual {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  private ProtoUnusual() {}

  /**
   * Skips the value of a field that is unknown or has an unexpected wire type.
   *
   * @param tag the tag, already read
   * @param nesting how many messages the field is in
   */
  static void skip(ProtoFrame frame, int tag, int nesting) throws IOException {
    // No recursion: the caller limits how deep a message may nest, not the size of the stack.
    int[] groups = new int[4];
    int open = 0;
    int next = tag;
    while (true) {
      switch (next & 7) {
        case VARINT -> frame.bool();
        case FIXED64 -> frame.skip(8);
        case LENGTH_DELIMITED -> frame.skipLengthDelimited();
        case START_GROUP -> {
          if (nesting + open >= frame.maxNesting()) {
            throw ProtoMalformed.nesting(frame.offset(), frame.maxNesting());
          }
          if (open == groups.length) {
            groups = Arrays.copyOf(groups, 2 * open);
          }
          groups[open++] = next >>> 3;
        }
        case END_GROUP -> {
          if (open == 0 || groups[--open] != next >>> 3) {
            throw ProtoMalformed.endGroup(frame.offset(), next >>> 3);
          }
        }
        case FIXED32 -> frame.skip(4);
        default -> throw ProtoMalformed.wireType(frame.offset(), next & 7);
      }
      if (open == 0) {
        return;
      }
      next = frame.tag();
    }
  }

  /** Throws an exception if the bytes are not valid UTF-8. */
  static void checkUtf8(WireInput in, int start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(in.array(), start, length);
    if (UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(length), true).isError()) {
      throw ProtoMalformed.utf8(in.offset(bytes.position()), bytes.get());
    }
  }
}
