package dev.perdure.worker.cache;

import java.util.function.Predicate;

/**
 * Loads a value that a cache does not have, on the thread that asks for it.
 *
 * @param <X> the exception that it may throw; {@code RuntimeException} for no checked one
 */
@FunctionalInterface
public interface CacheLoader<V, X extends Exception> {
  /**
   * Loads the value. Everything that the value depends on must be in the key or be declared through
   * {@code scope}. The value must not keep a path of this request, because later the directory can
   * belong to another request: see {@link InputRoot}.
   *
   * @return the value; if it is {@link AutoCloseable}, it is closed when the cache has evicted it
   *     and no request uses it any more
   * @throws X if loading fails; only the request that loads gets this, others try again themselves
   */
  V load(LoadScope scope) throws X;

  /**
   * A loader for values that can break while they are kept: {@code healthy} checks each value
   * before a request gets it again. If it returns false or throws, the value is evicted, and closed
   * when no request uses it any more, and {@code loader} makes another one.
   *
   * <pre>{@code
   * cache.get(context, key, CacheLoader.checked(Index::isOpen, scope -> Index.open(scope.used(path))))
   * }</pre>
   *
   * @param healthy returns false for a value that can't be used any more. Called by the thread of
   *     each request that asks, by several threads at once, and without a lock, so that a slow
   *     check delays only its own request. The value is not closed meanwhile. The check must not
   *     use the cache. It is not called for values that have just been made, nor for the
   *     {@linkplain LoadScope#get parts} of a value, which must check them itself
   */
  static <V, X extends Exception> CacheLoader<V, X> checked(
      Predicate<? super V> healthy, CacheLoader<V, X> loader) {
    return new CheckedLoader<>(healthy, loader);
  }
}
