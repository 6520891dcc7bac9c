package dev.perdure.worker.runtime;

import dev.perdure.worker.codec.WireInput;
import java.io.IOException;

/**
 * Tells the protocol by the first bytes of the stream; nothing else tells it (F4).
 *
 * <p>The first two bytes of a usual stream are enough: a quotation mark, as it comes after a brace,
 * is not a tag of a proto request. {@link AmbiguousStart} decides about all other beginnings that
 * are possible in both protocols.
 */
final class ProtocolDetector {
  static final String JSON = "json";
  static final String PROTO = "proto";

  private ProtocolDetector() {}

  /** Returns the protocol of the stream. Consumes nothing. */
  static String detect(WireInput in) throws IOException {
    if (!in.require(1)) {
      return PROTO;
    }
    byte first = in.array()[in.position()];
    if (first == '{') {
      return in.require(2) && in.array()[in.position() + 1] == '"'
          ? JSON
          : new AmbiguousStart(in).protocol();
    }
    return isWhiteSpace(first) || first == JsonStart.BYTE_ORDER_MARK
        ? new AmbiguousStart(in).protocol()
        : PROTO;
  }

  /** Whether JSON allows {@code c} between its parts. */
  static boolean isWhiteSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
