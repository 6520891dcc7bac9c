package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.StartClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Passes one stream on, unchanged and at once, and gives a copy to the log. When one side ends the
 * stream, it is also ended for the other.
 */
final class Passage implements Runnable {
  /** A shorter delay needs no line in the log. */
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
    // The end on one side is passed on to the other: a worker sees the end of its input, and a
    // client sees that its worker no longer reads.
    try (from;
        to) {
      passAll();
    } catch (IOException e) {
      // One side has gone away; the client notices as it would with the worker itself.
    }
  }

  private void passAll() throws IOException {
    try {
      byte[] buffer = new byte[1 << 16];
      for (int count = from.read(buffer); count > 0; count = from.read(buffer)) {
        pass(buffer, count);
      }
    } finally {
      // Before it is passed on, too: the worker may end at once, and the log with it.
      log.add(new LogEntry.Happened(new RecordedEvent.StreamEnded(clock.micros(), stream)));
    }
  }

  private void pass(byte[] buffer, int count) throws IOException {
    long at = clock.micros();
    // Log it before it is passed on: otherwise an answer could be logged before its request.
    log.add(new LogEntry.Piece(at, stream, Arrays.copyOf(buffer, count)));
    to.write(buffer, 0, count);
    to.flush();
    long held = clock.micros() - at;
    if (held >= NOTABLE_MICROS) {
      log.add(new LogEntry.Happened(new RecordedEvent.Held(at + held, stream, held)));
    }
  }
}
