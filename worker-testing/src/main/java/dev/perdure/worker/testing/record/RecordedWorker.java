package dev.perdure.worker.testing.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A worker that runs behind a {@link Recorder}. Thread-safe. */
public final class RecordedWorker {
  /** How long the last words of a worker that ended may be held open by a child of it. */
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
    // Process.destroy would close the streams as well.
    process.toHandle().destroy();
  }

  /**
   * Waits until the worker has ended, all that it wrote is passed on, and the log is written. One
   * thread may wait.
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
      // Nobody reads what went wrong.
    }
  }
}
