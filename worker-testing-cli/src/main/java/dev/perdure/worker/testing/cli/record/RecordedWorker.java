package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.RecordMessage;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.StartClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A worker that a {@link Recorder} records. Thread-safe. */
public final class RecordedWorker {
  /**
   * How long to wait for the last output of an ended worker if a child of it keeps the stream open.
   */
  private static final long LAST_WORDS_MILLIS = 1000;

  private final Process process;
  private final LogWriter log;
  private final StartClock clock;
  private final OutputStream errors;
  private final Thread output;
  private final Thread errorOutput;

  RecordedWorker(
      Process process,
      LogWriter log,
      StartClock clock,
      OutputStream errors,
      Thread output,
      Thread errorOutput) {
    this.process = process;
    this.log = log;
    this.clock = clock;
    this.errors = errors;
    this.output = output;
    this.errorOutput = errorOutput;
  }

  /** Passes SIGTERM on to the worker, and notes it. What the worker then writes is passed on. */
  public void terminate() {
    log.add(new LogEntry.Happened(new RecordedEvent.Signalled(clock.micros(), "TERM")));
    // Process.destroy would also close the streams.
    process.toHandle().destroy();
  }

  /**
   * Waits until the worker has ended, all of its output is passed on, and the log is written. Only
   * one thread may wait.
   *
   * @return the worker's exit code
   */
  public int awaitEnd() throws InterruptedException {
    int exitCode = process.waitFor();
    long at = clock.micros();
    output.join(LAST_WORDS_MILLIS);
    errorOutput.join(LAST_WORDS_MILLIS);
    log.add(new LogEntry.Happened(new RecordedEvent.Exited(at, exitCode)));
    String failure = log.close();
    if (failure != null) {
      tell(failure);
    }
    return exitCode;
  }

  private void tell(@Nullable String failure) {
    try {
      String line = RecordMessage.LOG_STOPPED.text(String.valueOf(failure)) + "\n";
      errors.write(line.getBytes(StandardCharsets.UTF_8));
      errors.flush();
    } catch (IOException e) {
      // Nobody reads the error.
    }
  }
}
