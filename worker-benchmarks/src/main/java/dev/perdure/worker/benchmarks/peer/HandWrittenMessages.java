package dev.perdure.worker.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;

/** Decodes one request at a time, in one encoding, and keeps what was in it. */
abstract class HandWrittenMessages {
  /** The most bytes that {@link #answer} writes. */
  static final int MAX_ANSWER_BYTES = 64;

  /** The request that was read last. */
  List<String> arguments = List.of();

  /** Path and digest in turns. */
  List<String> inputs = List.of();

  int requestId;

  /**
   * Reads the message that begins at {@code from}. If it was not complete, it begins in the next
   * call, too, with more bytes.
   *
   * @return where it ends, or -1 if it is not complete at {@code to}
   */
  abstract int read(byte[] bytes, int from, int to);

  /** Writes the answer at {@code at}; returns where it ends. */
  abstract int answer(byte[] bytes, int at);

  final void clear() {
    arguments = new ArrayList<>();
    inputs = new ArrayList<>();
    requestId = 0;
  }
}
