package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;

/** An entry that waits to be written to a log. Immutable. */
sealed interface LogEntry {
  /** Bytes that were passed on. */
  final class Piece implements LogEntry {
    final long at;
    final RecordedStream stream;
    final byte[] bytes;

    /** Keeps {@code bytes} without a copy, so nobody may write to it any more. */
    Piece(long at, RecordedStream stream, byte[] bytes) {
      this.at = at;
      this.stream = stream;
      this.bytes = bytes;
    }
  }

  /** Bytes that were passed on, but that the log could not keep. */
  record Gap(long at, RecordedStream stream, long count) implements LogEntry {
    /** Joins this gap and the one that follows it directly. */
    Gap and(Gap next) {
      return new Gap(at, stream, count + next.count);
    }
  }

  /** An event without bytes. */
  record Happened(RecordedEvent event) implements LogEntry {}
}
