package dev.perdure.worker.runtime;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The worker log: the standard error stream of the process, which the client keeps in a file and
 * shows the tail of. Thread-safe.
 *
 * @param stream where it is written; UTF-8
 */
public record WorkerLog(PrintStream stream) {
  /** The log of the worker for whose request the calling thread works, else that of the process. */
  public static WorkerLog current() {
    RequestRun run = RequestRun.current();
    return run == null ? new WorkerLog(StandardStreams.err()) : run.log();
  }

  /** Writes a line of the worker itself. */
  public void say(String line) {
    say(line, null);
  }

  /** Writes a line and the stack trace behind it, in one piece. */
  void say(String line, @Nullable Throwable thrown) {
    synchronized (stream) {
      stream.println("worker: " + line);
      if (thrown != null) {
        FailureTrace.print(thrown, stream);
      }
      stream.flush();
    }
  }
}
