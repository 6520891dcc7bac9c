package dev.perdure.worker.cache;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells, once after each garbage collection, whether more than a fraction of the heap is in use.
 * Between two collections, the heap also has garbage, so its use tells nothing. Not thread-safe.
 */
final class HeapCeiling {
  private final double ceiling;
  private final DoubleSupplier used;
  private final BooleanSupplier collected;

  /**
   * @param ceiling the fraction of the maximum heap; 0 for no limit
   * @param used returns the fraction that is in use
   * @param collected returns whether garbage was collected since its last call
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

  /** Only a weak reference leads to the sentinel, so every collection removes it. */
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
