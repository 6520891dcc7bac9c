package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests may run at the same time: those with equal keys run one after another, in
 * order. A null key is equal to no other. Written without lambdas, which would delay a worker's
 * first answer.
 */
final class ToolPolicy {
  /** The key of requests with id 0, which come from a singleplex client (F4). */
  private static final Object SINGLEPLEX = "singleplex";

  private static final Object ALL = "all";

  private final boolean exclusive;

  /** The user's function, or null for no key. */
  private final @Nullable Function<WorkRequest, ? extends @Nullable Object> key;

  /** Makes stand-ins for these keys; null without the function. */
  private final @Nullable RequestKeys keys;

  private ToolPolicy(
      boolean exclusive, @Nullable Function<WorkRequest, ? extends @Nullable Object> key) {
    this.exclusive = exclusive;
    this.key = key;
    this.keys = key == null ? null : new RequestKeys();
  }

  /** For a thread-safe tool. */
  static ToolPolicy shared() {
    return new ToolPolicy(false, null);
  }

  /** For a tool that works on one request at a time. */
  static ToolPolicy exclusive() {
    return new ToolPolicy(true, null);
  }

  /** For a tool that works on one request of each key at a time. */
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

  /** Whether there is never more than one request to work on. */
  boolean isExclusive() {
    return exclusive;
  }
}
