package dev.perdure.worker.runtime;

import dev.perdure.worker.codec.WireInput;
import java.io.IOException;

/**
 * Decides about a stream that can begin in both protocols: an opening brace is also the length of a
 * proto frame of 123 bytes, white space that of a shorter one, a byte order mark the start of a
 * long one's. Loaded only for such a stream.
 *
 * <p>It reads on, a byte at a time, until the bytes can be only one of the two. It never waits once
 * a whole message is there, since the client then waits for the answer: an object that has ended is
 * JSON unless something else than JSON comes right after it, and a frame that is whole is proto.
 */
final class AmbiguousStart {
  /** So much white space, or so long a key, is left to the codec. */
  static final int MAX_BYTES = 1024;

  private final WireInput in;

  AmbiguousStart(WireInput in) {
    this.in = in;
  }

  /** The protocol. Consumes nothing. */
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
      // A frame that spells a key needs an argument that begins with white space and one; only
      // where
      // white space comes before the brace is JSON as unusual.
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
    return ProtocolDetector.PROTO; // Cut short in either protocol.
  }

  /** What bytes can be the beginning of. */
  enum Looks {
    /** Of no message. */
    IMPOSSIBLE,
    /** Of one that is not whole. */
    POSSIBLE,
    /** Of an object, whose first key and its colon are there. */
    KEY,
    /** Of one that is whole; what comes after it may be the next one's. */
    WHOLE
  }
}
