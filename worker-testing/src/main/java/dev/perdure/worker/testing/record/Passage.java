package dev.perdure.worker.testing.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Passes one stream on, unchanged and at once, and leaves a copy for the log. When either side ends
 * it, so does the other.
 */
final class Passage implements Runnable {
  /** What takes less needs no line in the log. */
  private static final long NOTABLE_MICROS = 1000;

  private final RecordedStream stream;
  private final InputStream from;
  private final OutputStream to;
  private final LogWriter log;
  private final StartClock clock;

  Passage(
      RecordedStream stream, InputStream from, OutputStream to, LogWriter log, StartClock clock) {
    this.stream = stream;
    this.from = from;
    this.to = to;
    this.log = log;
    this.clock = clock;
  }

  Thread start() {
    Thread thread = new Thread(this, "recorder " + stream.key());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    // The one side's end is the other's: a worker sees the end of its input, and a client that its
    // worker reads no more.
    try (from;
        to) {
      byte[] buffer = new byte[1 << 16];
      for (int count = from.read(buffer); count > 0; count = from.read(buffer)) {
        pass(buffer, count);
      }
    } catch (IOException e) {
      // Either side went away; the client learns it as it would from the worker itself.
    } finally {
      log.add(new LogEntry.Happened(new RecordedEvent.StreamEnded(clock.micros(), stream)));
    }
  }

  private void pass(byte[] buffer, int count) throws IOException {
    long at = clock.micros();
    // Before it is passed on, or an answer could come into the log before its request.
    log.add(new LogEntry.Piece(at, stream, Arrays.copyOf(buffer, count)));
    to.write(buffer, 0, count);
    to.flush();
    long held = clock.micros() - at;
    if (held >= NOTABLE_MICROS) {
      log.add(new LogEntry.Happened(new RecordedEvent.Held(at + held, stream, held)));
    }
  }
}
