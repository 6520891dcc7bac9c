package dev.perdure.worker.process;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;

/**
 * When a process is ended although it could serve more requests.
 *
 * @param maxRequests the number of requests after which it is ended
 * @param maxAge the time after its start at which it is ended
 * @param maxBytes it is ended if it occupies more bytes of memory, with its descendants
 * @param maxHeld it is ended if it may know more files; this limits what the pool remembers of it
 */
record Lifetime(int maxRequests, Duration maxAge, long maxBytes, int maxHeld) {
  Lifetime {
    if (maxRequests < 1) {
      throw new IllegalArgumentException("max requests is " + maxRequests);
    }
    maxAge = Nanos.limit("max age of a process", maxAge);
    if (maxBytes < 1) {
      throw new IllegalArgumentException("max bytes of a process is " + maxBytes);
    }
  }

  static Lifetime defaults() {
    return new Lifetime(Integer.MAX_VALUE, Duration.ofDays(1), Long.MAX_VALUE, 200_000);
  }
}
