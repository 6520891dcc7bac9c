package dev.perdure.worker.testing.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builds a log, an entry a millisecond. */
final class LogFile {
  private final LogFormat format;
  private final StringBuilder text = new StringBuilder();
  private long at;

  private LogFile(LogFormat format, Path directory) {
    this.format = format;
    text.append(
        format.header(
            new RecordingHeader(
                Instant.parse("2026-01-02T03:04:05.000006Z"),
                42,
                directory,
                List.of("worker", "--persistent_worker"),
                Map.of("TMPDIR", "/tmp"))));
  }

  static LogFile in(Path directory) {
    return new LogFile(new LogFormat.Plain(), directory);
  }

  LogFile in(byte[] bytes) {
    return add(new LogEntry.Piece(next(), RecordedStream.IN, bytes));
  }

  LogFile out(byte[] bytes) {
    return add(new LogEntry.Piece(next(), RecordedStream.OUT, bytes));
  }

  LogFile err(String log) {
    return add(new LogEntry.Piece(next(), RecordedStream.ERR, Frames.utf8(log)));
  }

  LogFile gap(RecordedStream stream, int count) {
    return add(new LogEntry.Gap(next(), stream, count));
  }

  LogFile end(RecordedStream stream) {
    return add(new LogEntry.Happened(new RecordedEvent.StreamEnded(next(), stream)));
  }

  LogFile exit(int exitCode) {
    return add(new LogEntry.Happened(new RecordedEvent.Exited(next(), exitCode)));
  }

  LogFile text(String more) {
    text.append(more);
    return this;
  }

  private LogFile add(LogEntry entry) {
    format.lines(entry, text::append);
    return this;
  }

  private long next() {
    return at += 1000;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Writes the log to a new file of {@code directory}. */
  Path write(Path directory) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "log", ".jsonl"), text);
  }
}
