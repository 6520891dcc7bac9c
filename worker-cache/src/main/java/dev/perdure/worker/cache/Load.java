package dev.perdure.worker.cache;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that is being loaded. Other requests that ask for it wait as long as it may still turn
 * out to be valid for them. Thread-safe.
 */
final class Load implements LoadScope {
  private final RequestValues request;
  private final CacheKey<?> key;

  /** The load that asks for this one as a part, or null. */
  private final @Nullable Load outer;

  /** Guarded by the lock of the shelf. */
  private final Holdings parts = new Holdings();

  // Guarded by this.
  private final Map<String, Digest> digests = new LinkedHashMap<>();
  private final List<Use> uses = new ArrayList<>();
  private long weight = 1;
  private boolean sealed;
  private boolean ended;

  Load(RequestValues request, CacheKey<?> key, @Nullable Load outer) {
    this.request = request;
    this.key = key;
    this.outer = outer;
  }

  CacheKey<?> key() {
    return key;
  }

  /** Whether this load will become a part of {@code other}, directly or indirectly. */
  boolean isInside(Load other) {
    Load next = outer;
    while (next != null && next != other) {
      next = next.outer;
    }
    return next != null;
  }

  Holdings parts() {
    return parts;
  }

  synchronized long weight() {
    return weight;
  }

  /** Returns what the value was made from; after that, nothing can be added. */
  synchronized List<Use> seal() {
    sealed = true;
    return List.copyOf(uses);
  }

  @Override
  public Path used(String path) {
    Path file = request.inputs().file(path);
    Digest digest = request.inputs().readable(path);
    if (digest.isEmpty()) {
      throw new IllegalArgumentException(
          CacheMessage.CACHE_NOT_AN_INPUT.text(path, request.context().requestId()));
    }
    add(new Use(path, digest));
    return file;
  }

  @Override
  public Optional<Path> find(String path) {
    Digest digest = request.inputs().readable(path);
    add(new Use(path, digest));
    return digest.isEmpty() ? Optional.empty() : Optional.of(request.inputs().file(path));
  }

  @Override
  public <V, X extends Exception> V get(CacheKey<V> part, CacheLoader<V, X> loader) throws X {
    for (Load load = this; load != null; load = load.outer) {
      if (load.key.equals(part)) {
        throw new IllegalStateException(CacheMessage.CACHE_LOADS_ITSELF.text(part));
      }
    }
    Entry<V> entry = request.entry(part, loader, this);
    entry.uses().forEach(this::add);
    return entry.value();
  }

  @Override
  public synchronized void weigh(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("weight is " + value);
    }
    weight = value;
  }

  private synchronized void add(Use use) {
    if (sealed) {
      throw new IllegalStateException(CacheMessage.CACHE_LOAD_ENDED.text(key, use.path()));
    }
    if (digests.putIfAbsent(use.path(), use.digest()) == null) {
      uses.add(use);
      notifyAll();
    }
  }

  /** Notes that the value is there, or that loading failed. */
  synchronized void end() {
    sealed = true;
    ended = true;
    notifyAll();
  }

  /**
   * Waits until this load has ended, or its value can no longer be valid for a request with these
   * inputs.
   *
   * @return whether it has ended
   * @throws dev.perdure.worker.WorkCancelledException if the waiting request is cancelled
   */
  boolean awaitEnd(RequestInputs inputs, CancellationToken cancellation)
      throws InterruptedException {
    CancellationToken.Registration registration = cancellation.onCancel(this::wake);
    try {
      int seen = 0;
      for (List<Use> news = news(seen, cancellation);
          news != null;
          news = news(seen, cancellation)) {
        for (Use use : news) {
          if (!inputs.digest(use.path()).equals(use.digest())) {
            return false;
          }
        }
        seen += news.size();
      }
      return true;
    } finally {
      registration.close();
    }
  }

  /**
   * Waits for further inputs after the first {@code seen} ones, and returns them; null at the end.
   */
  private synchronized @Nullable List<Use> news(int seen, CancellationToken cancellation)
      throws InterruptedException {
    while (!ended && uses.size() == seen && !cancellation.isCancelled()) {
      wait();
    }
    cancellation.throwIfCancelled();
    return ended ? null : List.copyOf(uses.subList(seen, uses.size()));
  }

  private synchronized void wake() {
    notifyAll();
  }
}
