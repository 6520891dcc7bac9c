package dev.perdure.samples.demo;

import java.util.List;

/**
 * How one compilation ended.
 *
 * @param arguments the arguments of the compiler
 * @param output what it printed
 * @param nanos the wall time from the request to the answer
 */
record Outcome(List<String> arguments, int exitCode, String output, long nanos) {
  Outcome {
    arguments = List.copyOf(arguments);
  }

  double millis() {
    return nanos / 1e6;
  }

  /** Throws an exception unless the compiler succeeded. */
  void check(String compiler, String action) {
    if (exitCode != 0) {
      throw new DemoFailure(
          "%s failed on %s%narguments: %s%nexit code: %d%noutput:%n%s"
              .formatted(compiler, action, String.join(" ", arguments), exitCode, output));
    }
  }
}
