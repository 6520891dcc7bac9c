package dev.perdure.worker.proto;

import dev.perdure.worker.codec.StreamStart;

/**
 * Tells whether the first bytes of a stream can be a short proto frame with a request. Loaded only
 * for a stream that is also possible in another encoding.
 */
final class ProtoStart {
  // Wire types, and the tags of the fields with their types, see F4.
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final String TAGS = "\12\22\30\40\50\62";

  /** The last field that a request has today; fields added later may have any type. */
  private static final int MAX_FIELD = 6;

  /** So many bytes without a sign of another encoding are no coincidence. */
  private static final int MAX_BYTES = 1024;

  private final byte[] array;
  private final int from;
  private final int to;

  /** The end of the frame if its length has one byte, and the position of reading. */
  private final int end;

  private int at;

  /** StreamStart at the bytes of {@code array} from {@code from} up to {@code to}, at least one. */
  ProtoStart(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
    this.at = from + 1;
    this.end = at + array[from];
  }

  StreamStart look() {
    if (array[from] < 0) {
      // A length of several bytes can begin like a byte order mark; the next bytes will decide.
      return to - from < MAX_BYTES ? StreamStart.POSSIBLE : StreamStart.IMPOSSIBLE;
    }
    while (at < end && at < to) {
      int tag = array[at++];
      if (at == end || !field(tag)) {
        return StreamStart.IMPOSSIBLE;
      }
    }
    return end <= to ? StreamStart.CERTAIN : StreamStart.POSSIBLE;
  }

  /** Moves on past the value of a field; false if there is no such field. */
  private boolean field(int tag) {
    if (tag < 0 || (tag >>> 3 <= MAX_FIELD && TAGS.indexOf(tag) < 0)) {
      return false;
    }
    return switch (tag & 7) {
      case VARINT -> number();
      case FIXED64 -> skip(Long.BYTES);
      case LENGTH_DELIMITED -> at == to || skip(array[at++]); // One byte, like the frame's.
      case FIXED32 -> skip(Integer.BYTES);
      default -> false;
    };
  }

  private boolean number() {
    while (at < to && at < end) {
      if (array[at++] >= 0) {
        return true;
      }
    }
    return at < end;
  }

  private boolean skip(int count) {
    at += count;
    return count >= 0 && at <= end;
  }
}
