package dev.perdure.worker.testing.cli.check;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.output.ProgressBar;
import dev.perdure.worker.testing.conformance.CheckDescription;
import dev.perdure.worker.testing.conformance.ConformanceListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows which check is running, on a terminal only. */
final class CheckProgress implements ConformanceListener, AutoCloseable {
  private final ProgressBar bar;

  private CheckProgress(ProgressBar bar) {
    this.bar = bar;
  }

  static CheckProgress on(PrintWriter err) {
    return new CheckProgress(ProgressBar.on(err));
  }

  @Override
  public void started(CheckDescription check, Protocol protocol, int number, int total) {
    bar.show(number - 1, total, protocol.name().toLowerCase(Locale.ROOT) + " " + check.id());
  }

  @Override
  public void close() {
    bar.clear();
  }
}
