package dev.perdure.worker.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The values that are kept, within their limits. Who holds a value, and whether it is kept, changes
 * under this object's lock only; values are closed outside of it. Thread-safe.
 */
final class Shelf {
  private final CacheLimits limits;
  private final LongSupplier nanoTime;
  private final HeapCeiling heap;

  /** Read without the lock. */
  private final Map<CacheKey<?>, Variants> variants = new ConcurrentHashMap<>();

  // Guarded by this.
  private final Set<Entry<?>> leastRecentlyUsedFirst = new LinkedHashSet<>();
  private long weight;
  private long evictions;
  private boolean closed;

  Shelf(CacheLimits limits, LongSupplier nanoTime, HeapCeiling heap) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.heap = heap;
  }

  /**
   * A value that is valid for a request of these inputs, held by {@code holder}; or null.
   *
   * @param loader may know which values are broken
   */
  <V> @Nullable Entry<V> find(
      CacheKey<V> key, RequestInputs inputs, CacheLoader<V, ?> loader, Holdings holder) {
    if (!limits.maxAge().isZero()) {
      trim();
    }
    Variants ofKey = variants.get(key);
    Entry<?> found = ofKey == null ? null : ofKey.find(inputs::digest);
    if (found == null) {
      return null;
    }
    @SuppressWarnings("unchecked") // The variants of a key have its type.
    Entry<V> entry = (Entry<V>) found;
    if (loader instanceof CheckedLoader<V, ?> checked && !passes(entry, checked)) {
      return null;
    }
    synchronized (this) {
      if (entry.place() == null) {
        return null; // Let go since it was found.
      }
      holder.add(entry);
      entry.use(nanoTime.getAsLong());
      leastRecentlyUsedFirst.remove(entry);
      leastRecentlyUsedFirst.add(entry);
    }
    return entry;
  }

  /** Whether a value is healthy; if it is not, nobody finds it any more. */
  private <V> boolean passes(Entry<V> entry, CheckedLoader<V, ?> checked) {
    synchronized (this) {
      if (entry.place() == null) {
        return false; // Let go since it was found.
      }
      entry.hold();
    }
    boolean healthy = checked.isHealthy(entry);
    synchronized (this) {
      entry.release();
      if (!healthy && leastRecentlyUsedFirst.remove(entry)) {
        letGo(entry);
      }
    }
    closeIfOver(List.of(entry));
    return healthy;
  }

  /**
   * Takes a value, held by {@code holder}. If it is not to be kept, it goes with its holder.
   *
   * @throws IllegalStateException if the holder has ended; the value is closed
   */
  void add(Entry<?> entry, boolean kept, Holdings holder) {
    try {
      synchronized (this) {
        holder.add(entry);
        if (kept && !closed && fits(entry) && variants(entry.key()).add(entry)) {
          entry.use(nanoTime.getAsLong());
          leastRecentlyUsedFirst.add(entry);
          weight += entry.weight();
        }
      }
    } finally {
      closeIfOver(List.of(entry));
    }
    trim();
  }

  /** Whether there is room for it at all: else it would only drive out all others. */
  private boolean fits(Entry<?> entry) {
    return limits.maxWeight() == 0 || entry.weight() <= limits.maxWeight();
  }

  /** Under this object's lock. */
  private Variants variants(CacheKey<?> key) {
    return variants.computeIfAbsent(key, it -> new Variants());
  }

  /** The request has ended, or the value is closed, that held these. */
  void end(Holdings holdings) {
    Set<Entry<?>> released;
    synchronized (this) {
      released = holdings.end();
    }
    closeIfOver(released);
    trim();
  }

  /** Lets go of what the limits do not allow. */
  private void trim() {
    List<Entry<?>> gone = new ArrayList<>();
    synchronized (this) {
      long now = nanoTime.getAsLong();
      long surplus = heap.isExceeded() ? (leastRecentlyUsedFirst.size() + 3) / 4 : 0;
      Iterator<Entry<?>> oldest = leastRecentlyUsedFirst.iterator();
      while (oldest.hasNext()) {
        Entry<?> entry = oldest.next();
        if (gone.size() >= surplus && !isOverLimits() && !isTooOld(entry, now)) {
          break;
        }
        oldest.remove();
        letGo(entry);
        gone.add(entry);
      }
    }
    closeIfOver(gone);
  }

  private boolean isOverLimits() {
    return (limits.maxCount() > 0 && leastRecentlyUsedFirst.size() > limits.maxCount())
        || (limits.maxWeight() > 0 && weight > limits.maxWeight());
  }

  private boolean isTooOld(Entry<?> entry, long now) {
    // Not as nanoseconds, which an age of more than 292 years has too many of.
    return !limits.maxAge().isZero()
        && Duration.ofNanos(now - entry.lastUsed()).compareTo(limits.maxAge()) > 0;
  }

  /** Under this object's lock. */
  private void letGo(Entry<?> entry) {
    Variants.Node place = entry.place();
    if (place != null) {
      entry.place(null);
      Variants.remove(place);
      weight -= entry.weight();
      evictions++;
      CacheCounters.evicted(entry.key(), entry.weight());
      Variants ofKey = variants.get(entry.key());
      if (ofKey != null && ofKey.isEmpty()) {
        variants.remove(entry.key());
      }
    }
  }

  /** Lets go of everything, and keeps nothing any more. */
  void close() {
    List<Entry<?>> gone;
    synchronized (this) {
      closed = true;
      gone = List.copyOf(leastRecentlyUsedFirst);
      leastRecentlyUsedFirst.clear();
      gone.forEach(this::letGo);
    }
    closeIfOver(gone);
  }

  /** Closes those that nobody uses and nobody can find; each value once. */
  private void closeIfOver(Collection<Entry<?>> entries) {
    for (Entry<?> entry : entries) {
      boolean over;
      synchronized (this) {
        over = entry.isOver();
      }
      if (over) {
        entry.close();
        end(entry.parts());
      }
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized long count() {
    return leastRecentlyUsedFirst.size();
  }

  synchronized long weight() {
    return weight;
  }

  synchronized long evictions() {
    return evictions;
  }
}
