package dev.perdure.worker.runtime.output;

import dev.perdure.worker.runtime.log.WorkerMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The beginning and the end of a UTF-8 text of any length: three quarters of the space for the
 * beginning, where compilers report the first error, and the rest for the end, where a stack trace
 * is. So the memory is bounded. Not thread-safe.
 */
final class KeptBytes {
  private static final int FIRST_BYTES = 512;

  private final int maxBytes;

  /** The whole text while it fits; after that, its beginning. */
  private byte[] head = new byte[0];

  private int headLength;

  /** A ring buffer, used once the text no longer fits. */
  private byte[] tail = new byte[0];

  /** How many bytes were written to the ring; it has the last of them. */
  private long tailCount;

  KeptBytes(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** One that is empty and keeps nothing. */
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

  /** Splits the text, which no longer fits: its last quarter becomes the ring. */
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

  /** The text; if something was cut out, a line says how much. */
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

  /** The length without a character that was cut at the end. */
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

  /** The index of the first complete character. */
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

  /** The number of bytes of a character that begins with {@code lead}. */
  private static int encodedLength(byte lead) {
    int bits = lead & 0xff;
    return bits < 0xc0 ? 1 : bits < 0xe0 ? 2 : bits < 0xf0 ? 3 : 4;
  }
}
