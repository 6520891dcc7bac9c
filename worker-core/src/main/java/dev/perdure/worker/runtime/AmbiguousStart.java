package dev.perdure.worker.runtime;

import dev.perdure.worker.codec.WireInput;
import java.io.IOException;

/**
 * Detects the protocol of a stream whose beginning is possible in both. An opening brace is also
 * the length of a proto frame of 123 bytes, white space is the length of a shorter one, and a byte
 * order mark is the first byte of a longer one's length. Loaded only for such a stream.
 *
 * <p>It reads byte by byte until only one protocol is possible. It never waits once a complete
 * message is there, since the client is then waiting for the answer. A complete object is JSON
 * unless something other than JSON comes right after it, and a complete frame is proto.
 */
final class AmbiguousStart {
  /** After this many bytes of white space or of a key, the codec has to decide. */
  static final int MAX_BYTES = 1024;

  private final WireInput in;

  AmbiguousStart(WireInput in) {
    this.in = in;
  }

  /** Returns the protocol. Consumes nothing. */
  String protocol() throws IOException {
    for (int count = 1; in.require(count); count++) {
      int from = in.position();
      Looks json = new JsonStart(in.array(), from, from + count).look();
      if (json == Looks.IMPOSSIBLE) {
        return ProtocolDetector.PROTO;
      }
      boolean allThatCame = count == in.limit() - from && !in.isReady();
      if (json == Looks.WHOLE && allThatCame) {
        return ProtocolDetector.JSON;
      }
      // A frame looks like a key only if an argument begins with white space and a key. JSON is as
      // unusual as that only if white space comes before the brace.
      if (json == Looks.KEY && !ProtocolDetector.isWhiteSpace(in.array()[from])) {
        return ProtocolDetector.JSON;
      }
      Looks proto = new ProtoStart(in.array(), from, from + count).look();
      if (proto == Looks.WHOLE) {
        return ProtocolDetector.PROTO;
      }
      if (proto == Looks.IMPOSSIBLE && (json != Looks.POSSIBLE || count == MAX_BYTES)) {
        return ProtocolDetector.JSON;
      }
    }
    return ProtocolDetector.PROTO; // Truncated in either protocol.
  }

  /** What the first bytes can be. */
  enum Looks {
    /** Not the beginning of a message. */
    IMPOSSIBLE,
    /** The beginning of an incomplete message. */
    POSSIBLE,
    /** The beginning of an object, up to its first key and the colon. */
    KEY,
    /** A complete message, perhaps followed by a part of the next one. */
    WHOLE
  }
}
