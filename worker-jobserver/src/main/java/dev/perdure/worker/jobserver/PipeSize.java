package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether a pipe can hold all job tokens. One that is full makes whoever gives a token back wait,
 * for ever if no other process takes one.
 */
final class PipeSize {
  /** What every pipe can hold: the smallest has two pages, if its user has many others. */
  private static final int ALWAYS = 4096;

  private PipeSize() {}

  /**
   * Makes a pipe large enough for {@code tokens}.
   *
   * @param pipe is open, and stays as it is made as long as it is
   * @throws IOException if the system does not allow that
   */
  static void ensure(Path pipe, int tokens) throws IOException {
    if (tokens > ALWAYS) {
      LargePipe.ensure(pipe, tokens);
    }
  }
}
