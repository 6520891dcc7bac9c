package dev.perdure.worker.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message, read from front to back in place in the input's array. More bytes are
 * read from the stream only when they are needed, and only the field that is being read must fit in
 * the array.
 */
final class ProtoFrame {
  private static final int MAX_LENGTH_BYTES = 5;

  /** What the decoder of {@link String} puts in place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  private final WireInput in;
  private final int frameLength;
  private final long start;
  private byte[] array;
  private int position;

  /** The index after the last byte that has arrived, whether it belongs to this message or not. */
  private int limit;

  /**
   * The index at which the current message ends, which is the frame or an input inside it. The byte
   * there may not have arrived yet.
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
    // Reject it before anything is buffered, so that a false length costs no memory.
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
    // Peers that have a length of -1 in an int32 write it in ten bytes.
    if (length < 0) {
      return length;
    }
    throw ProtoMalformed.longLength(start);
  }

  /** The array with the bytes that have arrived, valid until more are read. */
  byte[] array() {
    return array;
  }

  boolean atEnd() {
    return position == end;
  }

  /** Consumes the message, which was read completely, from the input. */
  void end() {
    in.position(position);
  }

  int position() {
    return position;
  }

  /** Moves on after bytes that were read from the array. */
  void position(int position) {
    this.position = position;
  }

  /** The index after the last byte of the message that has arrived. */
  int limit() {
    return (int) Math.min(limit, end);
  }

  /** How many bytes of the frame have been read. */
  int consumed() {
    return (int) (offset() - start);
  }

  int remaining() {
    return (int) (end - position);
  }

  /** The offset in the stream of the byte that is read next. */
  long offset() {
    return in.offset(position);
  }

  int maxNesting() {
    return in.limits().maxNesting();
  }

  /**
   * Enters a nested message of the next {@code length} bytes, so that reading stops at its end.
   *
   * @return how many bytes of the outer message come after it
   */
  int enter(int length) {
    int behind = remaining() - length;
    end -= behind;
    return behind;
  }

  /** Returns to the message around the nested one. */
  void leave(int behind) {
    end += behind;
  }

  /** Waits until the next {@code count} bytes, which are inside the message, have arrived. */
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

  /** Reads a field's number and wire type; only the low 32 bits count. */
  int tag() throws IOException {
    int tag = int32();
    if (tag >>> 3 == 0) {
      throw ProtoMalformed.fieldZero(offset());
    }
    return tag;
  }

  /** Reads an int32. Only the low 32 bits count: a negative one comes in ten bytes. */
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

  /** Reads the length of a field, which must end inside the message. */
  int length() throws IOException {
    int length = int32();
    if (length < 0 || length > remaining()) {
      throw ProtoMalformed.fieldLength(offset(), length, remaining());
    }
    return length;
  }

  /** Skips {@code count} bytes. */
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

  /** The text of bytes that are known to be inside the message and to have arrived. */
  String text(int start, int length) throws IOException {
    String text = new String(array, start, length, UTF_8);
    // This costs nothing for the usual text of one-byte characters, which can't contain this one.
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
