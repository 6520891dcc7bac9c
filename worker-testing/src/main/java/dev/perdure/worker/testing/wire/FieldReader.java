package dev.perdure.worker.testing.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of one protocol buffer message: {@link #next()} gives the tag of each, and then
 * one call takes or skips its value. Not thread-safe.
 */
final class FieldReader {
  /** Instead of a tag: the message has no more fields. */
  static final int END = 0;

  private static final int VARINT_BYTES = 10;
  private static final int MAX_DEPTH = 100;

  private static final int FIXED64 = 1;
  private static final int GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  // How many messages and groups this is within.
  private int depth;
  private int tag;

  FieldReader(byte[] bytes, int from, int length) {
    this(bytes, from, length, 0);
  }

  private FieldReader(byte[] bytes, int from, int length, int depth) {
    this.bytes = bytes;
    position = from;
    end = from + length;
    this.depth = depth;
  }

  /** The next field's tag, which is its number times 8 plus its wire type, or {@link #END}. */
  int next() throws MalformedMessageException {
    if (position == end) {
      return END;
    }
    tag = (int) varint();
    if (field() == 0) {
      throw new MalformedMessageException("a field has the number 0");
    }
    return tag;
  }

  /** A number, of whose bits only the lower 32 count. */
  int int32() throws MalformedMessageException {
    return (int) varint();
  }

  boolean bool() throws MalformedMessageException {
    return varint() != 0;
  }

  String text() throws MalformedMessageException {
    int length = length();
    ByteBuffer encoded = ByteBuffer.wrap(bytes, advance(length), length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("field " + field() + " is not UTF-8");
    }
  }

  byte[] bytes() throws MalformedMessageException {
    int length = length();
    int from = advance(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  FieldReader message() throws MalformedMessageException {
    int length = length();
    return new FieldReader(bytes, advance(length), length, depth + 1);
  }

  /** Skips a field that is unknown, or has not the type that it should have. */
  void skip() throws MalformedMessageException {
    switch (tag & 7) {
      case FieldWriter.VARINT -> varint();
      case FIXED64 -> advance(Long.BYTES);
      case FieldWriter.BYTES -> advance(length());
      case GROUP -> skipGroup();
      case END_GROUP ->
          throw new MalformedMessageException("group " + field() + " ends where none began");
      case FIXED32 -> advance(Integer.BYTES);
      default -> throw new MalformedMessageException("a field has the wire type " + (tag & 7));
    }
  }

  private void skipGroup() throws MalformedMessageException {
    int group = field();
    if (depth == MAX_DEPTH) {
      throw new MalformedMessageException("groups are nested more than " + MAX_DEPTH + " deep");
    }
    depth++;
    while (next() != END) {
      if (tag == (group << 3 | END_GROUP)) {
        depth--;
        return;
      }
      skip();
    }
    throw new MalformedMessageException("group " + group + " has no end");
  }

  private int field() {
    return tag >>> 3;
  }

  private int length() throws MalformedMessageException {
    int length = (int) varint();
    if (length < 0) {
      throw new MalformedMessageException("field " + field() + " has a negative length");
    }
    return length;
  }

  private long varint() throws MalformedMessageException {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES; i++) {
      byte b = bytes[advance(1)];
      value |= (b & 0x7fL) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("a varint has no end within " + VARINT_BYTES + " bytes");
  }

  /** Moves over this many bytes, and returns where they begin. */
  private int advance(int count) throws MalformedMessageException {
    if (count > end - position) {
      throw new MalformedMessageException("the message ends within a field");
    }
    int from = position;
    position += count;
    return from;
  }
}
