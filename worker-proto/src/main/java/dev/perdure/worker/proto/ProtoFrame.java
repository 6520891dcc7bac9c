package dev.perdure.worker.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message that came whole, read from front to back where they lie in the input's
 * array; valid until the input is filled again.
 */
final class ProtoFrame {
  private static final int MAX_LENGTH_BYTES = 5;

  /** What the decoder of {@link String} puts in place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  private final WireInput in;
  private final byte[] array;
  private int position;

  /** Where the message that is being read ends: the frame, or an input inside of it. */
  private int end;

  private ProtoFrame(WireInput in, int length) {
    this.in = in;
    this.array = in.array();
    this.position = in.position();
    this.end = position + length;
  }

  /**
   * Waits for the next message and consumes it from {@code in}.
   *
   * @return null if the stream ends before one begins
   */
  static @Nullable ProtoFrame next(WireInput in) throws IOException {
    if (in.position() == in.limit() && !in.fill()) {
      return null;
    }
    long start = in.offset(in.position());
    int length = length(in, start);
    // Refused before anything is buffered: what a peer claims costs no memory.
    if (length < 0) {
      throw ProtoMalformed.negativeLength(start, length);
    }
    if (length > in.limits().maxMessageBytes()) {
      throw ProtoMalformed.lengthOverLimit(start, length, in.limits().maxMessageBytes());
    }
    if (!in.require(length)) {
      throw ProtoMalformed.truncated(in.offset(in.limit()), length, in.limit() - in.position());
    }
    ProtoFrame frame = new ProtoFrame(in, length);
    in.position(frame.end);
    return frame;
  }

  private static int length(WireInput in, long start) throws IOException {
    int length = 0;
    for (int count = 0; count < MAX_LENGTH_BYTES; count++) {
      if (in.position() == in.limit() && !in.fill()) {
        throw ProtoMalformed.truncatedLength(in.offset(in.limit()));
      }
      byte next = in.array()[in.position()];
      in.position(in.position() + 1);
      length |= (next & 0x7f) << (7 * count);
      if (next >= 0) {
        if (count == MAX_LENGTH_BYTES - 1 && next > 0xf) {
          throw ProtoMalformed.longLength(start);
        }
        return length;
      }
    }
    // A length of -1 is written in ten bytes by those who hold it in an int32.
    if (length < 0) {
      return length;
    }
    throw ProtoMalformed.longLength(start);
  }

  byte[] array() {
    return array;
  }

  boolean atEnd() {
    return position == end;
  }

  int position() {
    return position;
  }

  /** Goes on behind bytes that were read from the array. */
  void position(int position) {
    this.position = position;
  }

  int remaining() {
    return end - position;
  }

  /** The place in the stream of the byte that is read next. */
  long offset() {
    return in.offset(position);
  }

  int maxNesting() {
    return in.limits().maxNesting();
  }

  /** Reads a message inside of this one, of {@code length} bytes from here on, as all there is. */
  int enter(int length) {
    int outerEnd = end;
    end = position + length;
    return outerEnd;
  }

  /** Goes back to the message around the one that was read. */
  void leave(int outerEnd) {
    end = outerEnd;
  }

  byte next() throws IOException {
    if (position == end) {
      throw ProtoMalformed.messageEnds(offset());
    }
    return array[position++];
  }

  /** A field's number and wire type; only the low 32 bits count. */
  int tag() throws IOException {
    int tag = int32();
    if (tag >>> 3 == 0) {
      throw ProtoMalformed.fieldZero(offset());
    }
    return tag;
  }

  /** Only the low 32 bits count: a negative int32 comes in ten bytes. */
  int int32() throws IOException {
    byte first = next();
    return first >= 0 ? first : (int) longVarint(first);
  }

  boolean bool() throws IOException {
    byte first = next();
    return (first >= 0 ? first : longVarint(first)) != 0;
  }

  private long longVarint(byte first) throws IOException {
    long value = first & 0x7f;
    for (int shift = 7; shift < Long.SIZE; shift += 7) {
      byte next = next();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw ProtoMalformed.longVarint(offset());
  }

  /** The length of a field, which is inside of the message. */
  int length() throws IOException {
    int length = int32();
    if (length < 0 || length > end - position) {
      throw ProtoMalformed.fieldLength(offset(), length, end - position);
    }
    return length;
  }

  /** Passes over {@code count} bytes. */
  void skip(int count) throws IOException {
    if (count > end - position) {
      throw ProtoMalformed.messageEnds(in.offset(end));
    }
    position += count;
  }

  void skipLengthDelimited() throws IOException {
    skip(length());
  }

  String text() throws IOException {
    int length = length();
    String text = length == 0 ? "" : text(position, length);
    position += length;
    return text;
  }

  /** The text of bytes that are known to be inside of the message, wherever reading is. */
  String text(int start, int length) throws IOException {
    String text = new String(array, start, length, UTF_8);
    // Costs nothing for the usual text of one-byte characters, which can't hold this one.
    if (text.indexOf(REPLACEMENT) >= 0) {
      ProtoUnusual.checkUtf8(in, start, length);
    }
    return text;
  }

  Digest digest() throws IOException {
    int length = length();
    Digest digest = Digest.of(array, position, length);
    position += length;
    return digest;
  }
}
