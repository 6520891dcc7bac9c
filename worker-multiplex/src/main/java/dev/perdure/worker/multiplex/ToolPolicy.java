package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which requests may run beside each other: those of equal keys run one after the other, in their
 * order; a null key is equal to none.
 */
final class ToolPolicy {
  /** The key of requests of id 0: they come from a singleplex client (F4). */
  private static final Object SINGLEPLEX = "singleplex";

  private static final Object ALL = "all";
  private static final ToolPolicy EXCLUSIVE = new ToolPolicy(request -> ALL, ALL);

  private final Function<WorkRequest, ? extends @Nullable Object> key;
  private final Object keyOfZero;

  private ToolPolicy(Function<WorkRequest, ? extends @Nullable Object> key, Object keyOfZero) {
    this.key = key;
    this.keyOfZero = keyOfZero;
  }

  /** The tool is thread-safe. */
  static ToolPolicy shared() {
    return new ToolPolicy(request -> null, SINGLEPLEX);
  }

  /** The tool works on one request at a time. */
  static ToolPolicy exclusive() {
    return EXCLUSIVE;
  }

  /** The tool works on one request of each key at a time. */
  static ToolPolicy exclusiveBy(Function<WorkRequest, ?> key) {
    return new ToolPolicy(key, SINGLEPLEX);
  }

  /** The key of {@code request}; throws what the user's function throws. */
  @Nullable Object keyOf(WorkRequest request) {
    return request.requestId() == 0 ? keyOfZero : key.apply(request);
  }

  /** True if there is never more than one request to work on. */
  boolean isExclusive() {
    return this == EXCLUSIVE;
  }
}
