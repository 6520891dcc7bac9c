package dev.perdure.worker.fuzz;

import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a codec makes of a stream: its messages, up to the first that is none.
 *
 * @param messages in their order
 * @param ends where each of them ends
 * @param refusal why the bytes after them are no message, or null if there are none
 */
record Reading<T>(List<T> messages, List<Integer> ends, @Nullable WorkerProtocolException refusal) {
  /** The largest of the small pieces that streams are read in. */
  private static final int MAX_PIECE = 64;

  /** Reads one message, or null at the end. */
  @FunctionalInterface
  interface Decoder<T> {
    @Nullable T read(WireInput in) throws IOException;
  }

  /** The reading of {@code data}, which must be the same in whatever pieces the bytes come. */
  static <T> Reading<T> of(Decoder<T> decoder, byte[] data) throws IOException {
    Reading<T> whole = of(decoder, data, Math.max(1, data.length));
    whole.checkEqual(of(decoder, data, 1), 1);
    int size = 2 + Math.floorMod(Arrays.hashCode(data), MAX_PIECE - 1);
    whole.checkEqual(of(decoder, data, size), size);
    return whole;
  }

  private static <T> Reading<T> of(Decoder<T> decoder, byte[] data, int size) throws IOException {
    WireInput in = new WireInput(ChunkedStream.of(data, size), CodecLimits.defaults());
    List<T> messages = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    try {
      for (T next = decoder.read(in); next != null; next = decoder.read(in)) {
        messages.add(next);
        ends.add((int) in.offset(in.position()));
      }
      return new Reading<>(messages, ends, null);
    } catch (WorkerProtocolException refused) {
      return new Reading<>(messages, ends, refused);
    }
  }

  private void checkEqual(Reading<T> other, int size) {
    String ours = refusal == null ? "" : refusal.getMessage();
    String theirs = other.refusal == null ? "" : other.refusal.getMessage();
    if (!messages.equals(other.messages)
        || !ends.equals(other.ends)
        || !String.valueOf(ours).equals(theirs)) {
      throw new AssertionError("as a whole " + this + ", in pieces of " + size + " bytes " + other);
    }
  }

  /** Where message {@code index} begins, or what is behind the last one. */
  int start(int index) {
    return index == 0 ? 0 : ends.get(index - 1);
  }
}
