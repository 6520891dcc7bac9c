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
 * The values that are kept, within their limits. Who uses a value, and whether it is kept, changes
 * only under this object's lock. Values are closed outside of it. Thread-safe.
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
   * Returns a value that is valid for a request with these inputs, held by {@code holder}, or null.
   *
   * @param loader may know how to check values
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
    @SuppressWarnings("unchecked") // All variants of a key have its type.
    Entry<V> entry = (Entry<V>) found;
    if (loader instanceof CheckedLoader<V, ?> checked && !passes(entry, checked)) {
      return null;
    }
    synchronized (this) {
      if (entry.place() == null) {
        return null; // Evicted since it was found.
      }
      holder.add(entry);
      entry.use(nanoTime.getAsLong());
      leastRecentlyUsedFirst.remove(entry);
      leastRecentlyUsedFirst.add(entry);
    }
    return entry;
  }

  /** Checks whether a value is healthy; if it is not, evicts it. */
  private <V> boolean passes(Entry<V> entry, CheckedLoader<V, ?> checked) {
    synchronized (this) {
      if (entry.place() == null) {
        return false; // Evicted since it was found.
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
   * Adds a value, held by {@code holder}. If {@code kept} is false, it is only there for its
   * holder.
   *
   * @throws IllegalStateException if the holder has ended; then the value is closed
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

  /** Whether a value fits at all; otherwise it would only evict all others. */
  private boolean fits(Entry<?> entry) {
    return limits.maxWeight() == 0 || entry.weight() <= limits.maxWeight();
  }

  /** Called under this object's lock. */
  private Variants variants(CacheKey<?> key) {
    return variants.computeIfAbsent(key, it -> new Variants());
  }

  /** Releases {@code holdings}, whose request has ended or whose value is closed. */
  void end(Holdings holdings) {
    Set<Entry<?>> released;
    synchronized (this) {
      released = holdings.end();
    }
    closeIfOver(released);
    trim();
  }

  /** Evicts what is beyond the limits. */
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
    // Not in nanoseconds: an age of more than 292 years would overflow.
    return !limits.maxAge().isZero()
        && Duration.ofNanos(now - entry.lastUsed()).compareTo(limits.maxAge()) > 0;
  }

  /** Called under this object's lock. */
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

  /** Evicts everything, and keeps nothing from then on. */
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

  /** Closes the values that nobody uses and nobody can find, each one once. */
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
