package dev.perdure.worker.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The beginning and the end of a UTF-8 text of any length: three quarters of the room for the
 * beginning, where compilers name the first error; the rest for the end, where a stack trace is.
 * The memory is bounded by what is kept. Not thread-safe.
 */
final class KeptBytes {
  private static final int FIRST_BYTES = 512;

  private final int maxBytes;

  /** All, as long as it fits; then the beginning. */
  private byte[] head = new byte[0];

  private int headLength;

  /** A ring that is used when the text no longer fits. */
  private byte[] tail = new byte[0];

  /** How many bytes came to the ring; the last of them are in it. */
  private long tailCount;

  KeptBytes(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Empty, and takes nothing. */
  static KeptBytes none() {
    return new KeptBytes(0);
  }

  void add(byte[] bytes, int offset, int length) {
    int fits = tailCount > 0 ? 0 : Math.min(length, maxBytes - headLength);
    if (fits > 0) {
      ensureHead(headLength + fits);
      System.arraycopy(bytes, offset, head, headLength, fits);
      headLength += fits;
    }
    if (fits < length) {
      if (tailCount == 0) {
        splitOffTail();
      }
      addToTail(bytes, offset + fits, length - fits);
    }
  }

  private void ensureHead(int length) {
    if (length > head.length) {
      int doubled = (int) Math.min(maxBytes, Math.max(FIRST_BYTES, 2L * head.length));
      head = Arrays.copyOf(head, Math.max(length, doubled));
    }
  }

  /** The text no longer fits: the last quarter of it becomes what is written over. */
  private void splitOffTail() {
    int room = maxBytes / 4;
    tail = new byte[room];
    headLength -= room;
    addToTail(head, headLength, room);
    head = Arrays.copyOf(head, headLength);
  }

  private void addToTail(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, tail.length);
    int from = offset + length - kept;
    tailCount += length - kept;
    while (kept > 0) {
      int position = (int) (tailCount % tail.length);
      int count = Math.min(kept, tail.length - position);
      System.arraycopy(bytes, from, tail, position, count);
      from += count;
      kept -= count;
      tailCount += count;
    }
  }

  /** The text; where something was cut out of it, a line says how much. */
  String text() {
    if (tailCount == 0) {
      return decode(head, 0, headLength);
    }
    byte[] end = orderedTail();
    int headEnd = wholeCharacters(head, headLength);
    int endStart = firstWholeCharacter(end);
    long cut = tailCount - end.length + (headLength - headEnd) + endStart;
    return decode(head, 0, headEnd)
        + "\n"
        + WorkerMessage.OUTPUT_CUT.text(cut)
        + "\n"
        + decode(end, endStart, end.length - endStart);
  }

  private byte[] orderedTail() {
    byte[] ordered = new byte[tail.length];
    int start = tail.length == 0 ? 0 : (int) (tailCount % tail.length);
    System.arraycopy(tail, start, ordered, 0, tail.length - start);
    System.arraycopy(tail, 0, ordered, tail.length - start, start);
    return ordered;
  }

  private static String decode(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  /** The length of {@code bytes} without a character at its end that was cut. */
  private static int wholeCharacters(byte[] bytes, int length) {
    int lead = length - 1;
    while (lead > length - 4 && lead >= 0 && isContinuation(bytes[lead])) {
      lead--;
    }
    if (lead < 0 || lead + encodedLength(bytes[lead]) <= length) {
      return length;
    }
    return lead;
  }

  /** Where the first character begins of which nothing was cut. */
  private static int firstWholeCharacter(byte[] bytes) {
    int start = 0;
    while (start < Math.min(3, bytes.length) && isContinuation(bytes[start])) {
      start++;
    }
    return start;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  /** How many bytes the character has that begins with {@code lead}. */
  private static int encodedLength(byte lead) {
    int bits = lead & 0xff;
    return bits < 0xc0 ? 1 : bits < 0xe0 ? 2 : bits < 0xf0 ? 3 : 4;
  }
}
