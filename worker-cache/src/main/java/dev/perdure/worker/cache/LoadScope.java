package dev.perdure.worker.cache;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a loader learns its inputs from, and so what its value is made from. It declares them as it
 * goes, or all at first; order and repetition change nothing. Thread-safe, and valid until the
 * loader returns.
 */
public interface LoadScope {
  /**
   * Declares that the value depends on an input: it is valid only for requests that have an input
   * of this path and digest.
   *
   * @param path as the client names it, relative to the execution root; an absolute path names a
   *     file that no client declares, such as one of the JDK, and so does any path if the request
   *     declares no inputs at all: what counts then is the content of the file
   * @return the file to read, where this request has it
   * @throws IllegalArgumentException if the request has no such input
   * @throws java.io.UncheckedIOException if the client sent no digest and the file can't be read
   */
  Path used(String path);

  /**
   * As {@link #used}, for an input that may be missing; the value then depends on that: it is not
   * valid for a request that has the input.
   */
  Optional<Path> find(String path);

  /**
   * Another value of the same cache, which becomes a part of this one: what it was made from, this
   * one was made from, and it stays open for as long as this one.
   *
   * @throws IllegalStateException if that value is just what is being loaded
   */
  <V, X extends Exception> V get(CacheKey<V> key, CacheLoader<V, X> loader) throws X;

  /**
   * Says how heavy the value is, in whatever unit {@link CacheLimits#maxWeight} has, as bytes; the
   * last one counts. Without it a value weighs 1.
   *
   * @throws IllegalArgumentException if {@code weight} is negative
   */
  void weigh(long weight);
}
