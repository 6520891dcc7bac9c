package dev.perdure.worker.jobserver;

/** What runs when the JVM ends. */
final class ShutdownHook {
  private ShutdownHook() {}

  /** Drops a hook whose work is done. */
  static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends, and the hook runs or has run: it finds nothing to do.
    }
  }
}
