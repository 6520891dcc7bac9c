package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.contract.ChunkedStream;
import dev.perdure.worker.fuzz.Findings;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a stream is detected as what it is: where the bytes are a request in one
 * protocol only, that is the one; and no byte after it is waited for.
 */
public final class ProtocolDetectorFuzzer {
  private static final WorkerCodec JSON = new JsonWorkerCodec();
  private static final WorkerCodec PROTO = new ProtoWorkerCodec();
  private static final List<WorkerCodec> BOTH = List.of(PROTO, JSON);

  /**
   * What nobody takes for the length and the first argument of a frame, though it can be that: an
   * object with a key.
   */
  private static final Pattern KEY =
      Pattern.compile("\\{\"|\\{[ \t\r\n]+\"[\\w-]+\"[ \t\r\n]*:|[ \t\r\n]+\\{[ \t\r\n]*\"");

  private ProtocolDetectorFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    int json = end(JSON, data);
    int proto = end(PROTO, data);
    if (json > 0) {
      check(Arrays.copyOf(data, json), proto > 0 && proto <= json ? null : "json");
    }
    if (proto > 0 && !isOdd(data, proto)) {
      boolean both = (json > 0 && json <= proto) || startsWithKey(data);
      check(Arrays.copyOf(data, proto), both ? null : "proto");
    }
  }

  /**
   * Checks the detection of bytes that are one whole request.
   *
   * @param expected null if they are one in both protocols
   */
  private static void check(byte[] message, @Nullable String expected) throws IOException {
    String detected = detect(message, message.length);
    if (expected != null) {
      Findings.same(expected, detected, "protocol of " + Arrays.toString(message));
    }
    for (int size : new int[] {1, 2, 5}) {
      Findings.same(detected, detect(message, size), "protocol in pieces of " + size);
    }
  }

  /**
   * Whether the frame has what no client writes: a known field of another type, long tags, groups.
   */
  private static boolean isOdd(byte[] data, int end) {
    int at = 0;
    while (data[at++] < 0) {} // The frame's own length.
    while (at < end) {
      int tag = data[at++];
      if (tag < 0 || (tag >>> 3 <= 6 && "\12\22\30\40\50\62".indexOf(tag) < 0)) {
        return true;
      }
      switch (tag & 7) {
        case 0 -> {
          while (data[at++] < 0) {}
        }
        case 1 -> at += Long.BYTES;
        case 2 -> {
          if (data[at] < 0) {
            return true; // Long frames are no question.
          }
          at += 1 + data[at];
        }
        case 5 -> at += Integer.BYTES;
        default -> {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsWithKey(byte[] data) {
    return KEY.matcher(new String(data, ISO_8859_1)).lookingAt();
  }

  /** Fails if the stream is read behind its last byte, where a client waits for its answer. */
  private static String detect(byte[] message, int size) throws IOException {
    WireInput in = new WireInput(ChunkedStream.endless(message, size), CodecLimits.defaults());
    in.fill();
    return detect(in);
  }

  /** The name of the protocol that a worker with both codecs reads the stream in. */
  static String detect(WireInput in) throws IOException {
    return ProtocolDetector.detect(BOTH, in).protocol();
  }

  /** Where the first request of the stream ends, or 0 if it is none. */
  private static int end(WorkerCodec codec, byte[] data) {
    try {
      WireInput in = new WireInput(ChunkedStream.of(data, data.length), CodecLimits.defaults());
      WorkRequest request = codec.readRequest(in);
      return request == null ? 0 : (int) in.offset(in.position());
    } catch (IOException e) {
      return 0;
    }
  }
}
