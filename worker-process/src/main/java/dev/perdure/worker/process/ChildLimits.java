package dev.perdure.worker.process;

/**
 * How much memory and disk a child can make the worker use.
 *
 * @param maxMessageBytes how many bytes of memory one message of a child may take
 * @param maxErrorBytes how many bytes it may print to standard error during one request
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
