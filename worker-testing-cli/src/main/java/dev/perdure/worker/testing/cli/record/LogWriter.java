package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log on a separate thread, so that passing bytes on never waits for a disk or for
 * decoding. If too much is waiting to be written, bytes are left out, and the log says so.
 * Thread-safe.
 */
final class LogWriter {
  /** How many bytes may wait for the disk. */
  static final int WAITING_BYTES = 64 << 20;

  private final OutputStream file;
  private final LogFormat format;
  private final Thread thread;
  private final Object lock = new Object();

  // Guarded by lock.
  private final ArrayDeque<LogEntry> waiting = new ArrayDeque<>();
  private final Map<RecordedStream, LogEntry.Gap> gaps = new EnumMap<>(RecordedStream.class);
  private long waitingBytes;
  private boolean closed;
  private @Nullable String failure;

  private LogWriter(OutputStream file, LogFormat format) {
    this.file = file;
    this.format = format;
    thread = new Thread(this::write, "recorder log");
    thread.setDaemon(true);
  }

  static LogWriter start(OutputStream file, LogFormat format, RecordingHeader header)
      throws IOException {
    file.write(format.header(header).getBytes(StandardCharsets.UTF_8));
    LogWriter writer = new LogWriter(file, format);
    writer.thread.start();
    return writer;
  }

  /** Adds an entry; never waits for the disk. */
  void add(LogEntry entry) {
    synchronized (lock) {
      if (closed || failure != null) {
        return;
      }
      if (entry instanceof LogEntry.Piece piece) {
        if (waitingBytes + piece.bytes.length > WAITING_BYTES || gaps.containsKey(piece.stream)) {
          LogEntry.Gap gap = new LogEntry.Gap(piece.at, piece.stream, piece.bytes.length);
          gaps.merge(piece.stream, gap, LogEntry.Gap::and);
          return;
        }
        waitingBytes += piece.bytes.length;
      }
      waiting.add(entry);
      lock.notifyAll();
    }
  }

  /**
   * Writes what is waiting, and ends.
   *
   * @return why the log is incomplete; null if it is complete
   */
  @Nullable String close() throws InterruptedException {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    thread.join();
    synchronized (lock) {
      return failure;
    }
  }

  private void write() {
    try (file) {
      for (List<LogEntry> entries = take(); !entries.isEmpty(); entries = take()) {
        for (LogEntry entry : entries) {
          StringBuilder lines = new StringBuilder();
          format.lines(entry, lines::append);
          // Unbuffered: if this process is killed, at most the last line is truncated.
          file.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException | RuntimeException e) {
      synchronized (lock) {
        failure = String.valueOf(e.getMessage());
        waiting.clear();
      }
    }
  }

  /** Takes the waiting entries; empty at the end. */
  private List<LogEntry> take() {
    synchronized (lock) {
      while (waiting.isEmpty() && gaps.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          closed = true; // Nobody interrupts this thread except to end it.
        }
      }
      List<LogEntry> taken = new ArrayList<>(waiting);
      taken.addAll(gaps.values());
      waiting.clear();
      gaps.clear();
      waitingBytes = 0;
      return taken;
    }
  }
}
