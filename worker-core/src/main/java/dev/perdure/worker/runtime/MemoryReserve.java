package dev.perdure.worker.runtime;

/**
 * Memory that is set free when the heap is full, so that a failure can be reported and the worker
 * ended. G1 hands out free memory in regions only, so what is freed must be regions of its own.
 */
final class MemoryReserve {
  private static final int MIN_REGION_BYTES = 1 << 20;
  private static final int MAX_REGION_BYTES = 32 << 20;

  /** By which G1 divides the heap. */
  private static final int REGIONS = 2048;

  private static final int ARRAY_HEADER_BYTES = 16;

  private MemoryReserve() {}

  /** Two arrays, each of which has a region of G1 for itself, and not much more than that. */
  static byte[][] make() {
    long region = Long.highestOneBit(Runtime.getRuntime().maxMemory() / REGIONS);
    boolean smallest = region <= MIN_REGION_BYTES;
    int bytes =
        smallest
            ? MIN_REGION_BYTES - ARRAY_HEADER_BYTES
            : (int) Math.min(region, MAX_REGION_BYTES) / 2 + ARRAY_HEADER_BYTES;
    return new byte[2][bytes];
  }
}
