package dev.perdure.worker.cache;

import java.util.List;
import java.util.Objects;

/**
 * Identifies a value, apart from the inputs that it is made from: by its type, and by everything
 * else that decides what a loader makes, such as options. One key can have many values. Each is
 * valid for requests with the inputs that it was made from.
 *
 * <p>With a digest among its parts, a key identifies a file by its content, whatever the file's
 * path is: see {@link DigestCache#digest}.
 *
 * @param type the class of the value
 * @param parts immutable objects with {@code equals} and {@code hashCode}
 */
public record CacheKey<V>(Class<V> type, List<Object> parts) {
  /**
   * Copies the list.
   *
   * @throws NullPointerException if an argument or a part is null
   */
  public CacheKey {
    Objects.requireNonNull(type, "type");
    parts = List.copyOf(parts);
  }

  /** A key with the given type and parts. */
  public static <V> CacheKey<V> of(Class<V> type, Object... parts) {
    return new CacheKey<>(type, List.of(parts));
  }

  /** A readable form, such as {@code JarIndex[lib/a.jar]}. */
  @Override
  public String toString() {
    return type.getSimpleName() + parts;
  }
}
