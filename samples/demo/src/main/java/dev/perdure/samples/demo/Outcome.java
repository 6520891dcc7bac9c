package dev.perdure.samples.demo;

import java.util.List;

/**
 * How one compilation ended.
 *
 * @param arguments what the compiler was given
 * @param output what it printed
 * @param nanos wall time, from asking to the answer
 */
record Outcome(List<String> arguments, int exitCode, String output, long nanos) {
  Outcome {
    arguments = List.copyOf(arguments);
  }

  double millis() {
    return nanos / 1e6;
  }

  /** Passes if the compiler did. */
  void check(String compiler, String action) {
    if (exitCode != 0) {
      throw new DemoFailure(
          "%s failed on %s%narguments: %s%nexit code: %d%noutput:%n%s"
              .formatted(compiler, action, String.join(" ", arguments), exitCode, output));
    }
  }
}
