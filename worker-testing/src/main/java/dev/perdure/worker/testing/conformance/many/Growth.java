package dev.perdure.worker.testing.conformance.many;

import java.util.ArrayList;
import java.util.List;

/**
 * The size of a worker after each quarter of the requests. A heap that has not reached its final
 * size grows like a leak, but then stops. So a growing worker is watched for longer.
 */
final class Growth {
  private static final int QUARTERS = 4;
  private static final int LONGEST = 3 * QUARTERS;
  private static final long SLACK_MEBIBYTES = 64;
  private static final long STILL_GROWING_MEBIBYTES = 8;

  private final List<Long> resident = new ArrayList<>();

  /**
   * @param mebibytes the resident size after a further quarter of the requests
   */
  void add(long mebibytes) {
    resident.add(mebibytes);
  }

  /** Whether another quarter of the requests is needed to decide. */
  boolean isOpen() {
    return resident.size() < QUARTERS || (isLeak() && resident.size() < LONGEST);
  }

  /** Whether it has grown by more than any garbage collector explains, and is still growing. */
  boolean isLeak() {
    int last = resident.size() - 1;
    return last > 0
        && resident.get(last) - resident.get(0) > SLACK_MEBIBYTES
        && resident.get(last) - resident.get(last - 1) > STILL_GROWING_MEBIBYTES;
  }

  @Override
  public String toString() {
    return "after each quarter of the requests, MiB resident: " + resident;
  }
}
