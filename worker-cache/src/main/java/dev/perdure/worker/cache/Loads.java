package dev.perdure.worker.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loads that run, several of one key only for inputs that differ. Thread-safe. */
final class Loads {
  private static final ThreadLocal<@Nullable Load> CURRENT = new ThreadLocal<>();

  /** Guarded by this. */
  private final Map<CacheKey<?>, List<Load>> running = new HashMap<>();

  /**
   * Which load each one that has not begun waits for. All that it is to become a part of wait with
   * it; a loader with several threads may so wait for several loads. Guarded by this.
   */
  private final Map<Load, Load> waits = new HashMap<>();

  /**
   * Begins {@code own}, if there is nothing to wait for.
   *
   * @param unfit loads that can't serve the request
   * @return null if it began; else a load of the same key, which the caller must wait for and say
   *     so with {@link #waited}
   */
  synchronized @Nullable Load begin(Load own, Set<Load> unfit) {
    List<Load> ofKey = running.computeIfAbsent(own.key(), it -> new ArrayList<>());
    for (Load other : ofKey) {
      if (!unfit.contains(other) && !needs(other, own, new HashSet<>())) {
        waits.put(own, other);
        return other;
      }
    }
    ofKey.add(own);
    return null;
  }

  /**
   * Whether {@code other} can't end before {@code own} has: then to wait would be for ever.
   *
   * @param seen takes each load that was looked at
   */
  private boolean needs(Load other, Load own, Set<Load> seen) {
    if (own.isInside(other)) {
      return true;
    }
    if (seen.add(other)) {
      for (Map.Entry<Load, Load> wait : waits.entrySet()) {
        if (wait.getKey().isInside(other) && needs(wait.getValue(), own, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The wait of {@code own} is over. */
  synchronized void waited(Load own) {
    waits.remove(own);
  }

  /** Whether the calling thread is inside a loader, of whichever cache. */
  static boolean isLoading() {
    return CURRENT.get() != null;
  }

  /** Runs a loader; what it asks the cache for behind its scope's back would go unnoticed. */
  <V, X extends Exception> @Nullable V run(Load own, CacheLoader<V, X> loader) throws X {
    Load before = CURRENT.get();
    CURRENT.set(own);
    try {
      return loader.load(own);
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  /** Ends a load, whether or not it began. */
  void end(Load own) {
    synchronized (this) {
      List<Load> ofKey = running.get(own.key());
      if (ofKey != null && ofKey.remove(own) && ofKey.isEmpty()) {
        running.remove(own.key());
      }
    }
    own.end();
  }
}
