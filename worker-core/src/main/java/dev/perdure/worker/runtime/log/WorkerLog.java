package dev.perdure.worker.runtime.log;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private static final String PREFIX = "worker: ";

  @Override
  public void accept(String line) {
    say(line);
  }

  /** Writes a line that the worker itself says. */
  public void say(String line) {
    say(line, null);
  }

  /** The bytes of a line that the worker itself says, for {@link #sayEncoded}. */
  static byte[] encode(String line) {
    return (PREFIX + line + System.lineSeparator()).getBytes(UTF_8);
  }

  /** Writes a line that was encoded before, which needs no memory. */
  void sayEncoded(byte[] line) {
    synchronized (stream) {
      stream.write(line, 0, line.length);
      stream.flush();
    }
  }

  /** Writes a line and the stack trace after it, in one piece. */
  public void say(String line, @Nullable Throwable thrown) {
    // The trace is made first, outside of the stream's lock, because getMessage can be a tool's own
    // code.
    String trace = thrown == null ? "" : FailureTrace.of(thrown);
    synchronized (stream) {
      stream.println(PREFIX + line);
      stream.print(trace);
      stream.flush();
    }
  }
}
