package dev.perdure.worker.cache.remote;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells of a server that fails: once when it is given up, whatever else then fails, and once when
 * all of it works again. Thread-safe.
 */
final class Outage {
  private final URI server;
  private final CacheLog log;
  private final LongAdder failures = new LongAdder();

  /** How much of the server is given up: reading, writing, or both. Guarded by this. */
  private int parts;

  Outage(URI server, CacheLog log) {
    this.server = server;
    this.log = log;
  }

  /** A request has failed. */
  void failed() {
    failures.increment();
  }

  synchronized void began(IOException failure) {
    if (parts++ == 0) {
      log.say(RemoteMessage.CACHE_AWAY.text(server, failure.getMessage()));
    }
  }

  synchronized void ended() {
    if (--parts == 0) {
      log.say(RemoteMessage.CACHE_BACK.text(server));
    }
  }

  /** How many requests have failed. */
  long failures() {
    return failures.sum();
  }
}
