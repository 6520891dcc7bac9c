package dev.perdure.worker.process;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;

/**
 * How long processes may take.
 *
 * @param start the time until a process is ready
 * @param answer the time until it answers a request; zero for no limit
 * @param check the time until it answers a ping or a request to forget
 * @param cancelGrace the time until it answers a cancelled request
 */
record Timeouts(Duration start, Duration answer, Duration check, Duration cancelGrace) {
  Timeouts {
    start = Nanos.limit("start timeout", start);
    if (!Nanos.requireNotNegative("request timeout", answer).isZero()) {
      answer = Nanos.limit("request timeout", answer);
    }
    check = Nanos.limit("ping timeout", check);
    cancelGrace = Nanos.limit("cancel grace", cancelGrace);
  }

  static Timeouts defaults() {
    return new Timeouts(
        Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5), Duration.ofMillis(500));
  }
}
