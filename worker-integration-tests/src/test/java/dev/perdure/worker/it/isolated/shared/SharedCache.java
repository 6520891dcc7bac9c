package dev.perdure.worker.it.isolated.shared;

import dev.perdure.worker.cache.DigestCache;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache for all slots, and how often they had to load something. */
public final class SharedCache {
  public static final DigestCache CACHE = DigestCache.create();
  public static final AtomicInteger LOADS = new AtomicInteger();

  private SharedCache() {}
}
