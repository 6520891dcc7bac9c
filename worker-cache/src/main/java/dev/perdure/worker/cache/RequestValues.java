package dev.perdure.worker.cache;

import dev.perdure.worker.WorkContext;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that one request gets from a cache and keeps open until its end. Thread-safe. */
final class RequestValues implements AutoCloseable {
  private final Shelf shelf;
  private final Loads loads;
  private final CacheCounters counters;
  private final WorkContext context;
  private final RequestInputs inputs;

  /** Guarded by the lock of the shelf. */
  private final Holdings held = new Holdings();

  RequestValues(
      Shelf shelf,
      Loads loads,
      CacheCounters counters,
      WorkContext context,
      ContentDigests contents) {
    this.shelf = shelf;
    this.loads = loads;
    this.counters = counters;
    this.context = context;
    this.inputs = new RequestInputs(context, contents);
  }

  WorkContext context() {
    return context;
  }

  RequestInputs inputs() {
    return inputs;
  }

  /**
   * Finds or loads a value for this request.
   *
   * @param outer the load that it becomes a part of, or null
   */
  <V, X extends Exception> Entry<V> entry(
      CacheKey<V> key, CacheLoader<V, X> loader, @Nullable Load outer) throws X {
    Holdings holder = outer == null ? held : outer.parts();
    Entry<V> known = shelf.find(key, inputs, loader, holder);
    if (known == null) {
      return waitOrLoad(new Load(this, key, outer), key, loader, holder);
    }
    counters.hit();
    return known;
  }

  private <V, X extends Exception> Entry<V> waitOrLoad(
      Load own, CacheKey<V> key, CacheLoader<V, X> loader, Holdings holder) throws X {
    Set<Load> unfit = new HashSet<>();
    try {
      Entry<V> known = null;
      // Look again after the load has begun: another load may have ended just before.
      for (boolean begun = false; known == null && !begun; ) {
        begun = begin(own, unfit);
        known = shelf.find(key, inputs, loader, holder);
      }
      if (known != null) {
        counters.hit();
        return known;
      }
      return load(own, key, loader, holder);
    } finally {
      loads.end(own);
    }
  }

  /** Returns true if {@code own} began, or false after waiting for another request's load. */
  private boolean begin(Load own, Set<Load> unfit) {
    Load other = loads.begin(own, unfit);
    if (other == null) {
      return true;
    }
    counters.waited();
    try {
      if (!other.awaitEnd(inputs, context.cancellation())) {
        unfit.add(other);
      }
    } catch (InterruptedException e) {
      // An interrupted thread stops waiting; its own load then reacts to the interrupt.
      Thread.currentThread().interrupt();
      unfit.add(other);
    } finally {
      loads.waited(own);
    }
    return false;
  }

  private <V, X extends Exception> Entry<V> load(
      Load own, CacheKey<V> key, CacheLoader<V, X> loader, Holdings holder) throws X {
    long start = counters.now();
    Entry<V> entry = null;
    try {
      V value = loads.run(own, loader);
      if (value == null) {
        throw new NullPointerException(CacheMessage.CACHE_NO_VALUE.text(key));
      }
      entry = new Entry<>(key, key.type().cast(value), own.seal(), own.weight(), own.parts());
    } finally {
      counters.loaded(key, own.weight(), start, entry != null);
      if (entry == null) {
        shelf.end(own.parts());
      }
    }
    shelf.add(entry, isUnchanged(entry), holder);
    return entry;
  }

  /** Whether no file that was hashed for this value has changed while it was made. */
  private boolean isUnchanged(Entry<?> entry) {
    return entry.uses().stream().map(Use::path).allMatch(inputs::isUnchanged);
  }

  /** Releases the values, because the request has ended. */
  @Override
  public void close() {
    shelf.end(held);
  }
}
