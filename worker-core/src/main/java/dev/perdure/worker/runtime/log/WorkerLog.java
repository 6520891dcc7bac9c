package dev.perdure.worker.runtime.log;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The worker log: the standard error stream of the process, which the client keeps in a file and of
 * which it shows the tail. Thread-safe.
 *
 * @param stream where the log is written, in UTF-8
 */
public record WorkerLog(PrintStream stream) implements Consumer<String> {
  @Override
  public void accept(String line) {
    say(line);
  }

  /** Writes a line that the worker itself says. */
  public void say(String line) {
    say(line, null);
  }

  /** Writes a line and the stack trace after it, in one piece. */
  public void say(String line, @Nullable Throwable thrown) {
    // The trace is made first, outside of the stream's lock, because getMessage can be a tool's own
    // code.
    String trace = thrown == null ? "" : FailureTrace.of(thrown);
    synchronized (stream) {
      stream.println("worker: " + line);
      stream.print(trace);
      stream.flush();
    }
  }
}
