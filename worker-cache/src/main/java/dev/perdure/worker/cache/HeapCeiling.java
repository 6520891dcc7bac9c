package dev.perdure.worker.cache;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells, once for each collection of garbage, whether more than a part of the heap is in use.
 * Between two collections the heap holds anything. Not thread-safe.
 */
final class HeapCeiling {
  private final double ceiling;
  private final DoubleSupplier used;
  private final BooleanSupplier collected;

  /**
   * @param ceiling the part of the maximal heap; 0 for any
   * @param used the part that is in use
   * @param collected whether garbage was collected since it was asked last
   */
  HeapCeiling(double ceiling, DoubleSupplier used, BooleanSupplier collected) {
    this.ceiling = ceiling;
    this.used = used;
    this.collected = collected;
  }

  static HeapCeiling of(double ceiling) {
    return new HeapCeiling(ceiling, HeapCeiling::usedPart, new Collections());
  }

  boolean isExceeded() {
    return ceiling > 0 && collected.getAsBoolean() && used.getAsDouble() > ceiling;
  }

  private static double usedPart() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  /** Nobody but this object's weak reference knows the sentinel, so any collection takes it. */
  private static final class Collections implements BooleanSupplier {
    private @Nullable WeakReference<Object> sentinel;

    @Override
    public boolean getAsBoolean() {
      boolean collected = sentinel != null && sentinel.refersTo(null);
      if (sentinel == null || collected) {
        sentinel = new WeakReference<>(new Object());
      }
      return collected;
    }
  }
}
