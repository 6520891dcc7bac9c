package dev.perdure.worker.testing.record;

/** What waits to be written to a log. Immutable. */
sealed interface LogEntry {
  /** Bytes that were passed on. */
  final class Piece implements LogEntry {
    final long at;
    final RecordedStream stream;
    final byte[] bytes;

    /** {@code bytes} is not copied: nobody may write to it any more. */
    Piece(long at, RecordedStream stream, byte[] bytes) {
      this.at = at;
      this.stream = stream;
      this.bytes = bytes;
    }
  }

  /** Bytes that were passed on, and that the log could not keep. */
  record Gap(long at, RecordedStream stream, long count) implements LogEntry {
    /** This gap and one that follows it at once. */
    Gap and(Gap next) {
      return new Gap(at, stream, count + next.count);
    }
  }

  /** Something that has no bytes. */
  record Happened(RecordedEvent event) implements LogEntry {}
}
