package dev.perdure.worker.multiplex;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Stands in for the keys of requests. So the keys' own equals and hashCode are called only while a
 * request is received: if they fail, it is that request which fails. Thread-safe.
 */
final class RequestKeys {
  /** For each key, what stands in for it as long as a request holds that. Guarded by this. */
  private final Map<Object, WeakReference<Object>> standIns = new HashMap<>();

  private final ReferenceQueue<Object> unused = new ReferenceQueue<>();

  /**
   * The same object for equal keys, as long as it is in use.
   *
   * @throws RuntimeException what the key throws
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
      // One look at the table is enough for all.
    }
    standIns.values().removeIf(each -> each.get() == null);
  }
}
