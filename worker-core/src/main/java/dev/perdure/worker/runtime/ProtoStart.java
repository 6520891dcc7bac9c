package dev.perdure.worker.runtime;

import dev.perdure.worker.runtime.AmbiguousStart.Looks;

/** Whether the first bytes of a stream can be a short proto frame that holds a request. */
final class ProtoStart {
  // Wire types, and the tags of the fields with their types, see F4.
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final String TAGS = "\12\22\30\40\50\62";

  /** The last field that a request has today; later ones may have any type. */
  private static final int MAX_FIELD = 6;

  private final byte[] array;
  private final int from;
  private final int to;

  /** Where the frame ends if its length is one byte, and where reading is. */
  private final int end;

  private int at;

  /** The bytes of {@code array} between the two indexes, of which there is one at least. */
  ProtoStart(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
    this.at = from + 1;
    this.end = at + array[from];
  }

  Looks look() {
    if (array[from] < 0) {
      // A length of several bytes can begin as a byte order mark; what follows that tells soon.
      return to - from < AmbiguousStart.MAX_BYTES ? Looks.POSSIBLE : Looks.IMPOSSIBLE;
    }
    while (at < end && at < to) {
      int tag = array[at++];
      if (at == end || !field(tag)) {
        return Looks.IMPOSSIBLE;
      }
    }
    return end <= to ? Looks.WHOLE : Looks.POSSIBLE;
  }

  /** Goes on behind the value of a field; false if there is no such field. */
  private boolean field(int tag) {
    if (tag < 0 || (tag >>> 3 <= MAX_FIELD && TAGS.indexOf(tag) < 0)) {
      return false;
    }
    return switch (tag & 7) {
      case VARINT -> number();
      case FIXED64 -> skip(Long.BYTES);
      case LENGTH_DELIMITED -> at == to || skip(array[at++]); // One byte, as the frame's own.
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
