package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes sure that a pipe can hold all job tokens. If a pipe is full, a process that gives back a
 * token has to wait, forever if no other process takes one.
 */
final class PipeSize {
  /**
   * How many bytes every pipe can hold: the smallest has two pages, if its user has many others.
   */
  private static final int ALWAYS = 4096;

  private PipeSize() {}

  /**
   * Makes a pipe large enough for {@code tokens}.
   *
   * @param pipe an open pipe; the size stays as long as it is open
   * @throws IOException if the system does not allow that
   */
  static void ensure(Path pipe, int tokens) throws IOException {
    if (tokens > ALWAYS) {
      LargePipe.ensure(pipe, tokens);
    }
  }
}
