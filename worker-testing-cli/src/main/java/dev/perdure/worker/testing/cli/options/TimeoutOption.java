package dev.perdure.worker.testing.cli.options;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The option for how long a worker may make its client wait. */
public final class TimeoutOption {
  @Option(
      names = "--timeout",
      converter = PositiveNumber.class,
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long an answer, or a round of bench, may take; ${DEFAULT-VALUE} by default.")
  int seconds;

  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
