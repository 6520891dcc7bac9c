package dev.perdure.worker.runtime;

import dev.perdure.worker.codec.WireInput;
import java.io.IOException;

/**
 * Tells the protocol from the first bytes of the stream, which is all that tells it (F4).
 *
 * <p>JSON begins with a brace, which is also the length of a proto frame of 123 bytes. What follows
 * decides: a quotation mark is no tag of a proto request, a tag is no JSON. Only white space can be
 * both (a space is the tag of {@code cancel}, a line feed that of {@code arguments}); then a proto
 * frame would have to spell a JSON key, quotation marks and colon included, to be mistaken.
 */
final class ProtocolDetector {
  static final String JSON = "json";
  static final String PROTO = "proto";

  /** The length of a proto frame that begins as JSON does, with its own length. */
  private static final int MAX_FRAME_BYTES = 1 + '{';

  private ProtocolDetector() {}

  /** The protocol of a stream that has a first byte. Consumes nothing. */
  static String detect(WireInput in) throws IOException {
    if (at(in, 0) != '{') {
      return PROTO;
    }
    int index = 1;
    while (isWhiteSpace(at(in, index))) {
      index++;
      if (index > MAX_FRAME_BYTES) {
        return JSON; // More than a frame of this length can hold; how much more is the codec's.
      }
    }
    int next = at(in, index);
    if (next == '}') {
      // A line feed, the length of the first argument, which is white space, and the argument? Only
      // directly behind the line feed it is none: no argument of that length fits in.
      return index > 2 && at(in, 1) == '\n' ? PROTO : JSON;
    }
    if (next != '"') {
      return PROTO;
    }
    return index == 1 || isKey(in, index + 1) ? JSON : PROTO;
  }

  /** Whether a JSON key, as anybody would name it, starts at {@code index}, and a colon ends it. */
  private static boolean isKey(WireInput in, int index) throws IOException {
    int end = index;
    int c = at(in, end);
    while (end - index < MAX_FRAME_BYTES
        && (c == '_' || c == '-' || Character.isLetterOrDigit(c))) {
      end++;
      c = at(in, end);
    }
    if (end == index || c != '"') {
      return false;
    }
    do {
      end++;
    } while (end - index < 2 * MAX_FRAME_BYTES && isWhiteSpace(at(in, end)));
    return at(in, end) == ':';
  }

  /** The byte at {@code index} behind the position, or -1 behind the end of the stream. */
  private static int at(WireInput in, int index) throws IOException {
    return in.require(index + 1) ? in.array()[in.position() + index] & 0xff : -1;
  }

  /** Whether JSON allows {@code c} between its parts. */
  static boolean isWhiteSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
