package dev.perdure.worker.cache.remote.attempt;

import dev.perdure.worker.cache.remote.failure.CacheLog;
import dev.perdure.worker.cache.remote.failure.RemoteMessage;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reports a failing server: once when it is given up, however much fails after that, and once when
 * everything works again. Thread-safe.
 */
public final class Outage {
  private final URI server;
  private final CacheLog log;
  private final LongAdder failures = new LongAdder();

  /** How many of reading and writing are given up. Guarded by this. */
  private int parts;

  public Outage(URI server, CacheLog log) {
    this.server = server;
    this.log = log;
  }

  /** Notes that a request has failed. */
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
  public long failures() {
    return failures.sum();
  }
}
