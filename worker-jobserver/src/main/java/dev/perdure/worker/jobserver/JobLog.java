package dev.perdure.worker.jobserver;

/** Where this module warns: in a worker, its log. Loaded only when there is something to say. */
final class JobLog {
  private static final System.Logger LOGGER = System.getLogger(JobLog.class.getPackageName());

  private JobLog() {}

  static void warn(String message) {
    LOGGER.log(System.Logger.Level.WARNING, message);
  }
}
