package dev.perdure.worker.cache;

import java.util.function.Predicate;

/**
 * Makes a value that a cache does not have, on the thread that asks for it.
 *
 * @param <X> what it may throw; {@code RuntimeException} if nothing checked
 */
@FunctionalInterface
public interface CacheLoader<V, X extends Exception> {
  /**
   * Makes the value. All that it depends on must be in the key, or go through {@code scope}; and it
   * may not keep a path of this request, whose directory is another request's tomorrow: see {@link
   * InputRoot}.
   *
   * @return the value; closed when the cache has let go of it and no request uses it any more, if
   *     it is {@link AutoCloseable}
   * @throws X reaches only the request that loads: others try for themselves
   */
  V load(LoadScope scope) throws X;

  /**
   * A loader whose values can break while they are kept: {@code healthy} looks at each one before
   * it is lent again. One that is broken is let go, as is one that the check throws for: it is
   * closed when no request uses it any more, and {@code loader} makes another one.
   *
   * <pre>{@code
   * cache.get(context, key, CacheLoader.checked(Index::isOpen, scope -> Index.open(scope.used(path))))
   * }</pre>
   *
   * @param healthy false for a value that is worth nothing any more. Called by the thread of each
   *     request that asks, by several at once, and without a lock, so that a slow one delays only
   *     its own request; the value is not closed meanwhile. It may not ask the cache. It is not
   *     asked about values that have just been made, nor about the {@linkplain LoadScope#get parts}
   *     of a value, which looks at them itself
   */
  static <V, X extends Exception> CacheLoader<V, X> checked(
      Predicate<? super V> healthy, CacheLoader<V, X> loader) {
    return new CheckedLoader<>(healthy, loader);
  }
}
