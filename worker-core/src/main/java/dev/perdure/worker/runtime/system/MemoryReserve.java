package dev.perdure.worker.runtime.system;

/**
 * Memory that is released when the heap is full, so that the failure can be reported and the worker
 * can end. G1 reuses memory only by whole regions, so the reserve must fill regions of its own.
 */
public final class MemoryReserve {
  private static final int MIN_REGION_BYTES = 1 << 20;
  private static final int MAX_REGION_BYTES = 32 << 20;

  /** The number of regions into which G1 divides the heap. */
  private static final int REGIONS = 2048;

  private static final int ARRAY_HEADER_BYTES = 16;

  private MemoryReserve() {}

  /** Two arrays, each just large enough to have a G1 region of its own. */
  public static byte[][] make() {
    long region = Long.highestOneBit(Runtime.getRuntime().maxMemory() / REGIONS);
    boolean smallest = region <= MIN_REGION_BYTES;
    int bytes =
        smallest
            ? MIN_REGION_BYTES - ARRAY_HEADER_BYTES
            : (int) Math.min(region, MAX_REGION_BYTES) / 2 + ARRAY_HEADER_BYTES;
    return new byte[2][bytes];
  }
}
