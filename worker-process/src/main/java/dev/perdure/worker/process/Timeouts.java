package dev.perdure.worker.process;

import java.time.Duration;

/**
 * How long processes may take.
 *
 * @param start until a process is ready
 * @param answer until it answers a request; zero for ever
 * @param check until it answers a ping or forgets
 * @param cancelGrace until it answers a request that was cancelled
 */
record Timeouts(Duration start, Duration answer, Duration check, Duration cancelGrace) {
  Timeouts {
    requirePositive("start", start);
    requirePositive("check", check);
    requirePositive("cancel grace", cancelGrace);
    if (answer.isNegative()) {
      throw new IllegalArgumentException("answer is " + answer);
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is " + duration);
    }
  }

  static Timeouts defaults() {
    return new Timeouts(
        Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5), Duration.ofMillis(500));
  }
}
