package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;

/**
 * Something that happened between a client and its worker. Immutable.
 *
 * <p>Times are microseconds from the worker's start; offsets are bytes from the beginning of the
 * stream.
 */
public sealed interface RecordedEvent {
  /** The time, in microseconds from the worker's start. */
  long at();

  /**
   * A complete request or cancellation came.
   *
   * @param at when its last byte came from the client
   * @param offset the offset of its first byte
   * @param size the size in bytes, including its frame
   */
  record Request(long at, long offset, int size, Protocol protocol, WorkRequest request)
      implements RecordedEvent {}

  /**
   * A complete answer came.
   *
   * @param at when its last byte came from the worker
   * @param offset the offset of its first byte
   * @param size the size in bytes, including its frame
   */
  record Answer(long at, long offset, int size, Protocol protocol, WorkResponse response)
      implements RecordedEvent {}

  /**
   * From here on, a stream can't be read as messages.
   *
   * @param offset the offset of the malformed message
   * @param problem what was expected there, and what came
   */
  record Malformed(long at, RecordedStream stream, long offset, String problem)
      implements RecordedEvent {}

  /** The worker wrote to standard error. A character that came in two pieces becomes two U+FFFD. */
  record Logged(long at, String text) implements RecordedEvent {}

  /** A stream ended: the client closed standard input, or the worker one of its outputs. */
  record StreamEnded(long at, RecordedStream stream) implements RecordedEvent {}

  /**
   * Bytes could not be passed on at once, because the worker did not read its requests, or the
   * client its answers, and the pipe in between was full.
   *
   * @param micros for how many microseconds
   */
  record Held(long at, RecordedStream stream, long micros) implements RecordedEvent {}

  /** A signal came and was passed on. */
  record Signalled(long at, String name) implements RecordedEvent {}

  /**
   * The worker ended. If it was killed, the exit code is 128 plus the number of the signal, as in a
   * shell.
   */
  record Exited(long at, int exitCode) implements RecordedEvent {}
}
