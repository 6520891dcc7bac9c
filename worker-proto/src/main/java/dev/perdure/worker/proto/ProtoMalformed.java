package dev.perdure.worker.proto;

import dev.perdure.worker.WorkerProtocolException;
import java.io.IOException;
import java.util.Locale;

/**
 * Every way in which bytes can fail to be a message, with its text. Offsets count from the start of
 * the stream.
 *
 * <p>All are {@link WorkerProtocolException}s, but this is not their declared type: a class that
 * throws it would load it in every worker, although almost all streams are well-formed.
 */
final class ProtoMalformed {
  private static final String MALFORMED = "proto-malformed";
  private static final String TRUNCATED = "proto-truncated";

  private ProtoMalformed() {}

  static IOException truncatedLength(long offset) {
    return at(TRUNCATED, offset, "the rest of a message's length", "the end of the stream");
  }

  static IOException truncated(long offset, int length, int came) {
    return at(
        TRUNCATED,
        offset,
        "a message of " + length + " bytes",
        "the end of the stream after " + came + " of them");
  }

  static IOException negativeLength(long offset, int length) {
    return at("proto-length-negative", offset, "the length of a message", Integer.toString(length));
  }

  static IOException lengthOverLimit(long offset, int length, int limit) {
    return at(
        "proto-length-limit",
        offset,
        "a message of at most " + limit + " bytes",
        "one of " + length + " bytes");
  }

  static IOException longLength(long offset) {
    return at(
        MALFORMED, offset, "the length of a message as a varint of 32 bits", "a longer varint");
  }

  static IOException longVarint(long offset) {
    return at(MALFORMED, offset, "a varint of at most 10 bytes", "an 11th byte");
  }

  static IOException messageEnds(long offset) {
    return at(MALFORMED, offset, "the rest of a field", "the end of the message");
  }

  static IOException fieldLength(long offset, int length, int remaining) {
    return at(
        MALFORMED,
        offset,
        "a field of at most the message's remaining " + remaining + " bytes",
        "one of " + length + " bytes");
  }

  static IOException fieldZero(long offset) {
    return at(MALFORMED, offset, "a field number from 1 on", "field number 0");
  }

  static IOException wireType(long offset, int type) {
    return at(MALFORMED, offset, "a wire type from 0 to 5", "wire type " + type);
  }

  static IOException endGroup(long offset, int number) {
    return at(MALFORMED, offset, "the end of the innermost group", "the end of group " + number);
  }

  static IOException nesting(long offset, int limit) {
    return at(
        "proto-nesting",
        offset,
        "messages and groups at most " + limit + " deep",
        "the start of a deeper one");
  }

  static IOException utf8(long offset, byte came) {
    return at(
        "proto-utf8", offset, "text in UTF-8", String.format(Locale.ROOT, "byte 0x%02x", came));
  }

  private static IOException at(String id, long offset, String expected, String came) {
    return new WorkerProtocolException(id, "byte " + offset, expected, came);
  }
}
