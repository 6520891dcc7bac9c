package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.codec.StreamStart;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.log.WorkerMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the encoding by the first bytes of the stream; nothing else tells it (F4).
 *
 * <p>It reads byte by byte until a codec is sure or only one is left. Two bytes are enough for all
 * streams that clients usually send. It never waits once a complete message is there, since the
 * client is then waiting for the answer.
 */
final class ProtocolDetector {
  /** What is read at most: after that the first of the codecs that are left has to decide. */
  static final int MAX_BYTES = 1024;

  /**
   * What tells whether there is a codec for the stream at all. With a single byte, a brace would be
   * a proto frame to a worker that has no JSON codec.
   */
  private static final int TELLING_BYTES = 2;

  private final WireInput in;

  /** Those that are still possible. */
  private List<WorkerCodec> left = new ArrayList<>();

  private final StringBuilder names = new StringBuilder();

  private ProtocolDetector(Iterable<WorkerCodec> codecs, WireInput in) {
    this.in = in;
    for (WorkerCodec codec : codecs) {
      left.add(codec);
      names.append(names.isEmpty() ? "" : ", ").append(codec.protocol());
    }
  }

  /**
   * Returns the codec that reads the stream, which has at least one byte. Consumes nothing.
   *
   * @throws IOException if no codec reads such a stream, or the stream fails
   */
  static WorkerCodec detect(Iterable<WorkerCodec> codecs, WireInput in) throws IOException {
    return new ProtocolDetector(codecs, in).detect();
  }

  private WorkerCodec detect() throws IOException {
    int all = left.size();
    for (int count = 1; count <= MAX_BYTES && in.require(count); count++) {
      List<WorkerCodec> before = left;
      WorkerCodec sure = ask(count);
      if (sure != null) {
        return sure;
      }
      if (left.isEmpty() && count <= TELLING_BYTES) {
        Object known = names.isEmpty() ? "none" : names;
        throw new IOException(WorkerMessage.CODEC_MISSING.text(start(count), known));
      }
      if (left.isEmpty()) {
        return first(before); // Its reader says what is wrong.
      }
      if (left.size() == 1 && (all > 1 || count >= TELLING_BYTES)) {
        return left.get(0);
      }
    }
    return first(left); // Truncated in each of them, or long without a sign.
  }

  /** Asks each codec that is left; returns one that is sure, or null. */
  private @Nullable WorkerCodec ask(int count) throws IOException {
    int from = in.position();
    boolean allThatCame = count == in.limit() - from && !in.isReady();
    List<WorkerCodec> possible = new ArrayList<>();
    List<WorkerCodec> complete = new ArrayList<>();
    List<WorkerCodec> certain = new ArrayList<>();
    for (WorkerCodec codec : left) {
      StreamStart start = codec.begins(in.array(), from, from + count);
      if (start != StreamStart.IMPOSSIBLE) {
        possible.add(codec);
      }
      if (start == StreamStart.COMPLETE && allThatCame) {
        complete.add(codec);
      } else if (start == StreamStart.CERTAIN) {
        certain.add(codec);
      }
    }
    left = possible;
    complete.addAll(certain);
    return complete.isEmpty() ? null : first(complete);
  }

  /** The first in the order of names: services come in any order. */
  private static WorkerCodec first(List<WorkerCodec> codecs) {
    WorkerCodec first = codecs.get(0);
    for (WorkerCodec codec : codecs) {
      if (codec.protocol().compareTo(first.protocol()) < 0) {
        first = codec;
      }
    }
    return first;
  }

  /** The first bytes as hexadecimal numbers. */
  private String start(int count) {
    return HexFormat.ofDelimiter(" ").formatHex(in.array(), in.position(), in.position() + count);
  }
}
