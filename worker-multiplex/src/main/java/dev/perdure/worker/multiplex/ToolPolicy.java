package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which requests may run beside each other: those of equal keys run one after the other, in their
 * order; a null key is equal to none. Without lambdas, which a worker's first answer would pay for.
 */
final class ToolPolicy {
  /** The key of requests of id 0: they come from a singleplex client (F4). */
  private static final Object SINGLEPLEX = "singleplex";

  private static final Object ALL = "all";

  private final boolean exclusive;

  /** The user's function, or null for no key. */
  private final @Nullable Function<WorkRequest, ? extends @Nullable Object> key;

  /** Of the keys that it returns; null without it. */
  private final @Nullable RequestKeys keys;

  private ToolPolicy(
      boolean exclusive, @Nullable Function<WorkRequest, ? extends @Nullable Object> key) {
    this.exclusive = exclusive;
    this.key = key;
    this.keys = key == null ? null : new RequestKeys();
  }

  /** The tool is thread-safe. */
  static ToolPolicy shared() {
    return new ToolPolicy(false, null);
  }

  /** The tool works on one request at a time. */
  static ToolPolicy exclusive() {
    return new ToolPolicy(true, null);
  }

  /** The tool works on one request of each key at a time. */
  static ToolPolicy exclusiveBy(Function<WorkRequest, ?> key) {
    return new ToolPolicy(false, key);
  }

  /** The key of {@code request}; throws what the user's function or its key throws. */
  @Nullable Object keyOf(WorkRequest request) {
    if (exclusive) {
      return ALL;
    }
    if (request.requestId() == 0) {
      return SINGLEPLEX;
    }
    if (key == null || keys == null) {
      return null;
    }
    Object own = key.apply(request);
    return own == null ? null : keys.standIn(own);
  }

  /** True if there is never more than one request to work on. */
  boolean isExclusive() {
    return exclusive;
  }
}
