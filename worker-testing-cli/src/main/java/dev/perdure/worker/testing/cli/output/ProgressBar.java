package dev.perdure.worker.testing.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A line of a terminal that is redrawn repeatedly; does nothing if there is no terminal. */
public final class ProgressBar {
  private static final int WIDTH = 30;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;

  private ProgressBar(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  public static ProgressBar on(PrintWriter err) {
    return new ProgressBar(err, isTerminal());
  }

  public void show(int done, int total, String what) {
    if (terminal) {
      int filled = done * WIDTH / Math.max(1, total);
      err.printf(
          "%s%s%s %d/%d  %s",
          ERASE, "█".repeat(filled), "░".repeat(WIDTH - filled), done, total, what);
      err.flush();
    }
  }

  public void clear() {
    if (terminal) {
      err.print(ERASE);
      err.flush();
    }
  }

  /**
   * Whether standard error is a terminal; {@code System.console} only tells about input and output.
   */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
