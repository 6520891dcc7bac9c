package dev.perdure.worker.cache.remote.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads a message of Protocol Buffers, field by field, from untrusted bytes: malformed ones cause a
 * {@link CorruptEntryException}. Not thread-safe.
 */
final class ProtoReader {
  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BYTES = 10;

  private final ByteBuffer bytes;
  private int wireType;

  ProtoReader(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  private ProtoReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the number of the next field, whose value must then be read or skipped; 0 at the end.
   */
  int next() throws CorruptEntryException {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    long field = tag >>> 3;
    if (field < 1 || field > Integer.MAX_VALUE >> 2) {
      throw malformed("field number " + field);
    }
    return (int) field;
  }

  long number() throws CorruptEntryException {
    expect(ProtoWriter.VARINT);
    return varint();
  }

  String text() throws CorruptEntryException {
    try {
      return UTF_8.newDecoder().decode(slice()).toString();
    } catch (CharacterCodingException e) {
      throw malformed("text that is not UTF-8");
    }
  }

  ProtoReader message() throws CorruptEntryException {
    return new ProtoReader(slice());
  }

  void skip() throws CorruptEntryException {
    switch (wireType) {
      case ProtoWriter.VARINT -> varint();
      case ProtoWriter.LENGTH -> slice();
      case FIXED64 -> advance(Long.BYTES);
      case FIXED32 -> advance(Integer.BYTES);
      default -> throw malformed("wire type " + wireType);
    }
  }

  private ByteBuffer slice() throws CorruptEntryException {
    expect(ProtoWriter.LENGTH);
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw malformed("a length of " + length + " where " + bytes.remaining() + " bytes are left");
    }
    ByteBuffer slice = bytes.slice(bytes.position(), (int) length);
    advance((int) length);
    return slice;
  }

  private void advance(int count) throws CorruptEntryException {
    if (count > bytes.remaining()) {
      throw malformed("an end inside of a field");
    }
    bytes.position(bytes.position() + count);
  }

  private long varint() throws CorruptEntryException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (!bytes.hasRemaining()) {
        throw malformed("an end inside of a number");
      }
      byte b = bytes.get();
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than " + MAX_VARINT_BYTES + " bytes");
  }

  private void expect(int expected) throws CorruptEntryException {
    if (wireType != expected) {
      throw malformed("wire type " + wireType + " in place of " + expected);
    }
  }

  private CorruptEntryException malformed(String what) {
    return new CorruptEntryException(
        "it is no ActionResult: " + what + " before byte " + bytes.position());
  }
}
