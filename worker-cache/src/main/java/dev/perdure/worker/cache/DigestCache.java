package dev.perdure.worker.cache;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps values between requests, and reuses a value exactly as long as the digests of the inputs
 * that it was made from stay the same.
 *
 * <pre>{@code
 * Schema schema = cache.get(context, CacheKey.of(Schema.class, "strict"), scope -> {
 *   Schema parsed = Schema.parse(Files.readString(scope.used("api/main.schema")));
 *   for (String include : parsed.includes()) {
 *     parsed.add(Schema.parse(Files.readString(scope.used(include))));
 *   }
 *   return parsed;
 * });
 * }</pre>
 *
 * <p>A value is valid for a request if everything that its loader used is among the request's
 * inputs, with the same digests. If a digest differs, a file is missing, or a file exists that the
 * loader did not find, another value is loaded. The old one is kept as well, for requests of other
 * sandboxes or branches, as long as there is room. No file is read to find a value, unless the
 * client sent no digests.
 *
 * <p>However many requests ask for a value at once, one of them loads it and the others wait; a
 * wait ends when its request is cancelled. Nothing is kept of a load that fails.
 *
 * <p>A value that is {@link AutoCloseable} is closed when the cache has evicted it and the last
 * request that got it has ended. Thread-safe. The values must be thread-safe, too, unless only one
 * request uses them at a time.
 */
public final class DigestCache implements AutoCloseable {
  private final Shelf shelf;
  private final Loads loads = new Loads();
  private final CacheCounters counters;
  private final ContentDigests contents;

  /** The requests that have asked for a value and have not ended. */
  private final Map<WorkContext, RequestValues> requests = new ConcurrentHashMap<>();

  DigestCache(
      CacheLimits limits, LongSupplier nanoTime, HeapCeiling heap, ContentDigests contents) {
    this.shelf = new Shelf(limits, nanoTime, heap);
    this.counters = new CacheCounters(nanoTime);
    this.contents = contents;
  }

  /** A cache with the {@linkplain CacheLimits#defaults() default} limits. */
  public static DigestCache create() {
    return of(CacheLimits.defaults());
  }

  /** A cache with the given limits. */
  public static DigestCache of(CacheLimits limits) {
    return new DigestCache(
        limits, System::nanoTime, HeapCeiling.of(limits.maxHeap()), ContentDigests.create());
  }

  /**
   * The value of {@code key} for a request. If there is no valid one, {@code loader} loads it. It
   * stays open until the request ends.
   *
   * @throws X what the loader threw
   * @throws dev.perdure.worker.WorkCancelledException if the request is cancelled while it waits
   * @throws IllegalStateException if the request has ended, the cache is closed, or a loader calls
   *     this instead of using its {@link LoadScope}
   */
  public <V, X extends Exception> V get(
      WorkContext context, CacheKey<V> key, CacheLoader<V, X> loader) throws X {
    if (Loads.isLoading()) {
      throw new IllegalStateException(CacheMessage.CACHE_NESTED.text(key));
    }
    if (shelf.isClosed()) {
      throw new IllegalStateException(CacheMessage.CACHE_CLOSED.text(key));
    }
    return request(context).entry(key, loader, null).value();
  }

  /**
   * The digest of an input of the request: the one that the client sent, otherwise the SHA-256 of
   * the content. As a part of a key, it identifies the content whatever its path is, so the loader
   * need not declare the input.
   *
   * @param path the path of the input, as in {@link LoadScope#used}
   * @return the digest; empty if the request has no such input
   * @throws java.io.UncheckedIOException if the client sent no digest and the file can't be read
   */
  public Digest digest(WorkContext context, String path) {
    return request(context).inputs().readable(path);
  }

  private RequestValues request(WorkContext context) {
    RequestValues known = requests.get(context);
    if (known != null) {
      return known;
    }
    RequestValues values = new RequestValues(shelf, loads, counters, context, contents);
    RequestValues first = requests.putIfAbsent(context, values);
    if (first != null) {
      return first;
    }
    boolean bound = false;
    try {
      context.closeAtEnd(() -> end(context));
      bound = true;
    } finally {
      if (!bound) {
        end(context);
      }
    }
    return values;
  }

  private void end(WorkContext context) {
    RequestValues ended = requests.remove(context);
    if (ended != null) {
      ended.close();
    }
  }

  /** What the cache has done so far, and what it has now. */
  public CacheStatistics statistics() {
    return counters.statistics(shelf);
  }

  /** Evicts all values and gives out no more; values in use are closed after their use. */
  @Override
  public void close() {
    shelf.close();
  }
}
