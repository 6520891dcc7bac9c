package dev.perdure.worker.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Predicate;

/** A loader whose values are checked before a request gets them. */
record CheckedLoader<V, X extends Exception>(Predicate<? super V> healthy, CacheLoader<V, X> loader)
    implements CacheLoader<V, X> {
  private static final Logger LOGGER = System.getLogger("dev.perdure.worker.cache");

  CheckedLoader {
    Objects.requireNonNull(healthy, "healthy");
    Objects.requireNonNull(loader, "loader");
  }

  @Override
  public V load(LoadScope scope) throws X {
    return loader.load(scope);
  }

  boolean isHealthy(Entry<V> entry) {
    try {
      return healthy.test(entry.value());
    } catch (Throwable e) { // This is the user's code; whatever it throws, the value can't be used.
      LOGGER.log(Level.WARNING, CacheMessage.CACHE_CHECK_FAILED.text(entry.key(), e));
      return false;
    }
  }
}
