package dev.perdure.worker.multiplex;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Replaces the keys of requests by stand-ins. So the keys' own equals and hashCode are called only
 * while a request is received, and if they throw, only that request fails. Thread-safe.
 */
final class RequestKeys {
  /** The stand-in of each key, as long as a request uses it. Guarded by this. */
  private final Map<Object, WeakReference<Object>> standIns = new HashMap<>();

  private final ReferenceQueue<Object> unused = new ReferenceQueue<>();

  /**
   * Returns the same object for equal keys, as long as it is in use.
   *
   * @throws RuntimeException if the key's equals or hashCode throws
   */
  synchronized Object standIn(Object key) {
    forgetUnused();
    WeakReference<Object> known = standIns.get(key);
    Object standIn = known == null ? null : known.get();
    if (standIn == null) {
      standIn = new Object();
      standIns.put(key, new WeakReference<>(standIn, unused));
    }
    return standIn;
  }

  private void forgetUnused() {
    if (unused.poll() == null) {
      return;
    }
    while (unused.poll() != null) {
      // One pass over the table removes all unused ones.
    }
    standIns.values().removeIf(each -> each.get() == null);
  }
}
