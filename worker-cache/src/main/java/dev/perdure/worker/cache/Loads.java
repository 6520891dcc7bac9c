package dev.perdure.worker.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The running loads. A key has several only for different inputs. Thread-safe. */
final class Loads {
  private static final ThreadLocal<@Nullable Load> CURRENT = new ThreadLocal<>();

  /** Guarded by this. */
  private final Map<CacheKey<?>, List<Load>> running = new HashMap<>();

  /**
   * The load for which each load that has not begun is waiting. All loads that it will be a part of
   * wait with it, so a loader with several threads may wait for several loads. Guarded by this.
   */
  private final Map<Load, Load> waits = new HashMap<>();

  /**
   * Begins {@code own}, if there is nothing to wait for.
   *
   * @param unfit loads whose values can't be valid for the request
   * @return null if it began; otherwise a load of the same key, for which the caller must wait, and
   *     then call {@link #waited}
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
   * Whether {@code other} can't end before {@code own} does, so that waiting for it would never
   * end.
   *
   * @param seen collects the loads that were looked at
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

  /** Notes that {@code own} no longer waits. */
  synchronized void waited(Load own) {
    waits.remove(own);
  }

  /** Whether the calling thread is inside a loader of any cache. */
  static boolean isLoading() {
    return CURRENT.get() != null;
  }

  /**
   * Runs a loader. Meanwhile the thread is marked, because values that a loader gets from the cache
   * without its scope would not be recorded.
   */
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

  /** Ends a load, whether it began or not. */
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
