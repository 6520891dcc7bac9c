package dev.perdure.worker.cache;

import java.util.List;
import java.util.Objects;

/**
 * Names a value, apart from the inputs that it is made from: its type, and whatever else decides
 * what a loader makes, such as options. One key can have many values, each valid for the requests
 * that have the inputs it was made from.
 *
 * <p>A digest among the parts makes a key of contents, under which a file is found again wherever
 * it lies: see {@link DigestCache#digest}.
 *
 * @param type what the value is an instance of
 * @param parts immutable things with {@code equals} and {@code hashCode}
 */
public record CacheKey<V>(Class<V> type, List<Object> parts) {
  /** Copies the list; null is refused everywhere. */
  public CacheKey {
    Objects.requireNonNull(type, "type");
    parts = List.copyOf(parts);
  }

  /** The key of the given type and parts. */
  public static <V> CacheKey<V> of(Class<V> type, Object... parts) {
    return new CacheKey<>(type, List.of(parts));
  }

  /** As a person reads it: {@code JarIndex[lib/a.jar]}. */
  @Override
  public String toString() {
    return type.getSimpleName() + parts;
  }
}
