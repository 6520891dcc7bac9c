package dev.perdure.worker.process;

/**
 * What a child may make the worker hold.
 *
 * @param maxMessageBytes the memory of one message of a child
 * @param maxErrorBytes what it may print to standard error during one request
 */
record ChildLimits(long maxMessageBytes, int maxErrorBytes) {
  ChildLimits {
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException("max answer bytes is " + maxMessageBytes);
    }
    if (maxErrorBytes < 0) {
      throw new IllegalArgumentException("max error bytes is " + maxErrorBytes);
    }
  }

  static ChildLimits defaults() {
    return new ChildLimits(64 << 20, 16 << 20);
  }
}
