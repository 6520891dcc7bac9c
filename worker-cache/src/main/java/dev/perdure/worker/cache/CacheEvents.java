package dev.perdure.worker.cache;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Events of JDK Flight Recorder. Loaded with the first value that a cache loads, if the module
 * jdk.jfr is there.
 */
final class CacheEvents {
  /** A value was loaded, or loading failed. */
  @Name("dev.perdure.worker.CacheLoad")
  @Label("Cache Load")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class LoadEvent extends Event {
    @Label("Key")
    String key = "";

    @Label("Weight")
    long weight;

    @Label("Time")
    @Timespan(Timespan.NANOSECONDS)
    long time;

    @Label("Success")
    boolean success;
  }

  /** A value was evicted. */
  @Name("dev.perdure.worker.CacheEviction")
  @Label("Cache Eviction")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class EvictionEvent extends Event {
    @Label("Key")
    String key = "";

    @Label("Weight")
    long weight;
  }

  private CacheEvents() {}

  static void loaded(CacheKey<?> key, long weight, long nanos, boolean success) {
    LoadEvent event = new LoadEvent();
    if (event.shouldCommit()) {
      event.key = text(key);
      event.weight = weight;
      event.time = nanos;
      event.success = success;
      event.commit();
    }
  }

  static void evicted(CacheKey<?> key, long weight) {
    EvictionEvent event = new EvictionEvent();
    if (event.shouldCommit()) {
      event.key = text(key);
      event.weight = weight;
      event.commit();
    }
  }

  /**
   * The text of a key. Its parts are the user's: if a toString throws, the text is left out, and no
   * request fails.
   */
  private static String text(CacheKey<?> key) {
    try {
      return key.toString();
    } catch (Throwable e) {
      return key.type().getSimpleName();
    }
  }
}
