package dev.perdure.worker.jobserver;

/**
 * Receives the warnings of this module: in a worker, its log. Loaded only when there is a warning.
 */
final class JobLog {
  private static final System.Logger LOGGER = System.getLogger(JobLog.class.getPackageName());

  private JobLog() {}

  static void warn(String message) {
    LOGGER.log(System.Logger.Level.WARNING, message);
  }
}
