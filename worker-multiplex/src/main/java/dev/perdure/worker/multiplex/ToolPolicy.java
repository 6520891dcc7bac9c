package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which requests may run beside each other.
 *
 * @param key requests of equal keys run one after the other; a null key is equal to none
 */
record ToolPolicy(Function<WorkRequest, ? extends @Nullable Object> key) {
  private static final Object ALL = "all";

  /** The tool is thread-safe. */
  static ToolPolicy shared() {
    return new ToolPolicy(request -> null);
  }

  /** The tool works on one request at a time. */
  static ToolPolicy exclusive() {
    return new ToolPolicy(request -> ALL);
  }

  /** The tool works on one request of each key at a time. */
  static ToolPolicy exclusiveBy(Function<WorkRequest, ?> key) {
    return new ToolPolicy(key);
  }
}
