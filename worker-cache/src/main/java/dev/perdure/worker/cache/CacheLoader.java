package dev.perdure.worker.cache;

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
}
