package dev.perdure.worker.process;

/**
 * What a child may make the worker hold.
 *
 * @param maxMessageBytes the memory of one message of a child
 * @param maxErrorBytes what it may print to standard error during one request
 */
record ChildLimits(long maxMessageBytes, int maxErrorBytes) {
  static ChildLimits defaults() {
    return new ChildLimits(64 << 20, 16 << 20);
  }
}
