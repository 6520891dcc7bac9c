package dev.perdure.worker.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message, read from front to back where they lie in the input's array. They are
 * waited for as they are needed: only the field that is being read must fit in it.
 */
final class ProtoFrame {
  private static final int MAX_LENGTH_BYTES = 5;

  /** What the decoder of {@link String} puts in place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  private final WireInput in;
  private final int frameLength;
  private final long start;
  private byte[] array;
  private int position;

  /** The index behind the last byte that is at hand, be it of this message or not. */
  private int limit;

  /**
   * Where the message that is being read ends, the frame or an input inside of it: an index, though
   * perhaps of a byte that has not come yet.
   */
  private long end;

  private ProtoFrame(WireInput in, int length) {
    this.in = in;
    this.frameLength = length;
    this.start = in.offset(in.position());
    this.array = in.array();
    this.position = in.position();
    this.limit = in.limit();
    this.end = (long) position + length;
  }

  /**
   * Waits for the next message to begin, and consumes its length.
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
    return new ProtoFrame(in, length);
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

  /** The array that holds what is at hand, until more is waited for. */
  byte[] array() {
    return array;
  }

  boolean atEnd() {
    return position == end;
  }

  /** Consumes the message, all of which was read, from the input. */
  void end() {
    in.position(position);
  }

  int position() {
    return position;
  }

  /** Goes on behind bytes that were read from the array. */
  void position(int position) {
    this.position = position;
  }

  /** The index behind the last byte of the message that is at hand. */
  int limit() {
    return (int) Math.min(limit, end);
  }

  /** How many bytes of the frame were read. */
  int consumed() {
    return (int) (offset() - start);
  }

  int remaining() {
    return (int) (end - position);
  }

  /** The place in the stream of the byte that is read next. */
  long offset() {
    return in.offset(position);
  }

  int maxNesting() {
    return in.limits().maxNesting();
  }

  /**
   * Reads a message inside of this one, of {@code length} bytes from here on, as all there is.
   *
   * @return how many bytes of this one are behind it
   */
  int enter(int length) {
    int behind = remaining() - length;
    end -= behind;
    return behind;
  }

  /** Goes back to the message around the one that was read. */
  void leave(int behind) {
    end += behind;
  }

  /** Waits until the next {@code count} bytes, which are inside of the message, are at hand. */
  private void require(int count) throws IOException {
    if (count > limit - position) {
      more(count);
    }
  }

  private void more(int count) throws IOException {
    in.position(position);
    if (!in.require(count)) {
      long came = in.offset(in.limit());
      throw ProtoMalformed.truncated(came, frameLength, (int) (came - start));
    }
    end += in.position() - position;
    array = in.array();
    position = in.position();
    limit = in.limit();
  }

  byte next() throws IOException {
    if (position == end) {
      throw ProtoMalformed.messageEnds(offset());
    }
    require(1);
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
    if (length < 0 || length > remaining()) {
      throw ProtoMalformed.fieldLength(offset(), length, remaining());
    }
    return length;
  }

  /** Passes over {@code count} bytes. */
  void skip(int count) throws IOException {
    if (count > remaining()) {
      throw ProtoMalformed.messageEnds(offset() + remaining());
    }
    int rest = count;
    while (rest > limit - position) {
      rest -= limit - position;
      position = limit;
      more(1);
    }
    position += rest;
  }

  void skipLengthDelimited() throws IOException {
    skip(length());
  }

  String text() throws IOException {
    int length = length();
    require(length);
    String text = length == 0 ? "" : text(position, length);
    position += length;
    return text;
  }

  /** The text of bytes that are known to be inside of the message and at hand. */
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
    require(length);
    Digest digest = Digest.of(array, position, length);
    position += length;
    return digest;
  }
}
