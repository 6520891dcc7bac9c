package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.Frames;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builds a log, an entry a millisecond. */
public final class LogFile {
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

  public static LogFile in(Path directory) {
    return new LogFile(new LogFormat.Plain(), directory);
  }

  public LogFile in(byte[] bytes) {
    return add(new LogEntry.Piece(next(), RecordedStream.IN, bytes));
  }

  public LogFile out(byte[] bytes) {
    return add(new LogEntry.Piece(next(), RecordedStream.OUT, bytes));
  }

  public LogFile err(String log) {
    return add(new LogEntry.Piece(next(), RecordedStream.ERR, Frames.utf8(log)));
  }

  public LogFile gap(RecordedStream stream, int count) {
    return add(new LogEntry.Gap(next(), stream, count));
  }

  public LogFile end(RecordedStream stream) {
    return add(new LogEntry.Happened(new RecordedEvent.StreamEnded(next(), stream)));
  }

  public LogFile exit(int exitCode) {
    return add(new LogEntry.Happened(new RecordedEvent.Exited(next(), exitCode)));
  }

  public LogFile text(String more) {
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
  public Path write(Path directory) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "log", ".jsonl"), text);
  }
}
