package dev.perdure.worker.runtime;

import java.io.PrintStream;

/**
 * The worker log: the standard error stream of the process, which the client keeps in a file and
 * shows the tail of. Thread-safe.
 *
 * @param stream where it is written; UTF-8
 */
public record WorkerLog(PrintStream stream) {
  /** Writes a line of the worker itself. */
  public void say(String line) {
    stream.println("worker: " + line);
    stream.flush();
  }
}
