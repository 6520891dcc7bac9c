package dev.perdure.worker.cache;

import java.util.HashSet;
import java.util.Set;

/**
 * The values that one request, or one value made of others, keeps open. Guarded by the lock of the
 * {@link Shelf}.
 */
final class Holdings {
  private final Set<Entry<?>> entries = new HashSet<>();
  private boolean ended;

  /**
   * Holds a value from now until {@link #end()}.
   *
   * @throws IllegalStateException if that was called before
   */
  void add(Entry<?> entry) {
    if (ended) {
      throw new IllegalStateException(CacheMessage.CACHE_ENDED.text(entry.key()));
    }
    if (entries.add(entry)) {
      entry.hold();
    }
  }

  /** Releases and returns all values, and takes no more. */
  Set<Entry<?>> end() {
    ended = true;
    for (Entry<?> entry : entries) {
      entry.release();
    }
    Set<Entry<?>> all = Set.copyOf(entries);
    entries.clear();
    return all;
  }

  /**
   * Whether {@code value} is one of these values or of their parts, and so is closed with its own
   * entry.
   */
  boolean contains(Object value) {
    return contains(value, new HashSet<>());
  }

  /** Adds each entry that was looked at to {@code seen}, since many values can share parts. */
  private boolean contains(Object value, Set<Entry<?>> seen) {
    for (Entry<?> entry : entries) {
      if (seen.add(entry) && (entry.value() == value || entry.parts().contains(value, seen))) {
        return true;
      }
    }
    return false;
  }
}
