package dev.perdure.worker.cache;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Gives a loader its inputs, and so records what the value is made from. A loader can declare its
 * inputs as it goes or all at the beginning; order and repetition make no difference. Thread-safe,
 * and valid until the loader returns.
 */
public interface LoadScope {
  /**
   * Declares that the value depends on an input: it is valid only for requests that have an input
   * with this path and digest.
   *
   * @param path the path as the client names it, relative to the execution root. An absolute path
   *     may also name a file that no client declares, such as one of the JDK; so may any path if
   *     the request declares no inputs at all. Such a file is identified by the digest of its
   *     content
   * @return the file to read, at its place for this request
   * @throws IllegalArgumentException if the request has no such input
   * @throws java.io.UncheckedIOException if the client sent no digest and the file can't be read
   */
  Path used(String path);

  /**
   * Like {@link #used}, for an input that may be missing. If it is missing, the value depends on
   * that: it is not valid for a request that has the input.
   */
  Optional<Path> find(String path);

  /**
   * Another value of the same cache, which becomes a part of this one. This value then also depends
   * on what the part was made from, and the part stays open as long as this value.
   *
   * @throws IllegalStateException if that value is the one that is being loaded
   */
  <V, X extends Exception> V get(CacheKey<V> key, CacheLoader<V, X> loader) throws X;

  /**
   * Sets the weight of the value, in the unit of {@link CacheLimits#maxWeight}, for example bytes.
   * The last call counts. Without a call, a value has weight 1.
   *
   * @throws IllegalArgumentException if {@code weight} is negative
   */
  void weigh(long weight);
}
