package dev.perdure.samples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The progress of the demo: a bar that is redrawn on a terminal, otherwise a line now and then. */
final class Progress {
  private static final int WIDTH = 30;
  private static final int LINES = 8;

  private final PrintStream out;
  private final boolean terminal;
  private final int total;
  private int done;

  Progress(PrintStream out, boolean terminal, int total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
  }

  /**
   * Whether standard output is a terminal: {@code System.console} also requires that of the input.
   */
  static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Counts one more action; the times are the sums so far, in milliseconds. */
  void step(double cold, double worker) {
    done++;
    boolean last = done == total;
    if (!terminal && !last && done * LINES / total == (done - 1) * LINES / total) {
      return;
    }
    int filled = done * WIDTH / total;
    out.printf(
        Locale.ROOT,
        "%s  %s%s %d/%d  javac %s, worker %s%s",
        terminal ? "\r" : "",
        "█".repeat(filled),
        "░".repeat(WIDTH - filled),
        done,
        total,
        Numbers.seconds(cold),
        Numbers.seconds(worker),
        terminal && !last ? "" : "\n");
    out.flush();
  }
}
