package dev.perdure.worker.jobserver;

/** Registers actions that run when the JVM ends. */
final class ShutdownHook {
  private ShutdownHook() {}

  /** Removes a hook whose work is done. */
  static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook is running or has run: it finds nothing to do.
    }
  }
}
