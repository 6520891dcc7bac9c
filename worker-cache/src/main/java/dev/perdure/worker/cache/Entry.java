package dev.perdure.worker.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value, with the inputs that it was made from and the number of its users. */
final class Entry<V> {
  private static final Logger LOGGER = System.getLogger("dev.perdure.worker.cache");

  private final CacheKey<V> key;
  private final V value;
  private final List<Use> uses;
  private final long weight;
  private final Holdings parts;

  // Guarded by the lock of the shelf.
  private int holders;
  private boolean over;

  /**
   * Whether the value is one of its own parts, returned unchanged by the loader. Set when the entry
   * is over.
   */
  private boolean shared;

  private long lastUsed;

  /** Its place among the variants of its key; null if it is not kept. */
  private Variants.@Nullable Node place;

  Entry(CacheKey<V> key, V value, List<Use> uses, long weight, Holdings parts) {
    this.key = key;
    this.value = value;
    this.uses = uses;
    this.weight = weight;
    this.parts = parts;
  }

  CacheKey<V> key() {
    return key;
  }

  V value() {
    return value;
  }

  List<Use> uses() {
    return uses;
  }

  long weight() {
    return weight;
  }

  /** The values that are parts of this one. */
  Holdings parts() {
    return parts;
  }

  void use(long now) {
    lastUsed = now;
  }

  long lastUsed() {
    return lastUsed;
  }

  void place(Variants.@Nullable Node node) {
    place = node;
  }

  Variants.@Nullable Node place() {
    return place;
  }

  void hold() {
    holders++;
  }

  void release() {
    holders--;
  }

  /**
   * Returns true once, when nobody uses the value and nobody can find it. The caller that gets true
   * must close it.
   */
  boolean isOver() {
    boolean first = !over && holders == 0 && place == null;
    if (first) {
      over = true;
      shared = value instanceof AutoCloseable && parts.contains(value);
    }
    return first;
  }

  /** Closes the value, if it is closeable and does not have another entry as well. */
  void close() {
    if (value instanceof AutoCloseable closeable && !shared) {
      try {
        closeable.close();
      } catch (Throwable e) { // The user's code; no request must fail for it.
        LOGGER.log(Level.WARNING, CacheMessage.CACHE_CLOSE_FAILED.text(key, e));
      }
    }
  }
}
