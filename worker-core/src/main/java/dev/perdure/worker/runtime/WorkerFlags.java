package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkerListener;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The arguments after {@code --persistent_worker}, which are for the worker itself (F1). Loaded
 * only if there are any; unknown ones are ignored.
 */
public final class WorkerFlags {
  private static final String TRACE = "--worker_trace=";
  private static final String LOG = "--worker_log=";
  private static final String RECORDING = "--worker_flight_recording";

  private WorkerFlags() {}

  /**
   * Returns {@code options} with the changes that {@code arguments}, from index {@code start} on,
   * ask for.
   */
  public static WorkerOptions apply(WorkerOptions options, String[] arguments, int start) {
    WorkerOptions changed = options;
    for (int i = start; i < arguments.length; i++) {
      if (arguments[i].startsWith(TRACE)) {
        changed = trace(changed, arguments[i].substring(TRACE.length()));
      } else if (arguments[i].startsWith(LOG)) {
        copyLog(arguments[i].substring(LOG.length()));
      } else if (arguments[i].equals(RECORDING)) {
        changed = changed.withListener(recording());
      }
    }
    return changed;
  }

  private static WorkerOptions trace(WorkerOptions options, String file) {
    try {
      return options.withTrace(Path.of(file));
    } catch (InvalidPathException e) { // The work matters more than its trace.
      new WorkerLog(StandardStreams.standardError()).say(WorkerMessage.LISTENER_FAILED.text(e));
      return options;
    }
  }

  /** Copies the log from the next line on. If that fails, the worker goes on without a copy. */
  private static void copyLog(String file) {
    try {
      StandardStreams.copyLog(LogCopy.open(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      new WorkerLog(StandardStreams.standardError()).say(WorkerMessage.LOG_FILE_FAILED.text(e));
    }
  }

  /** A listener that records requests as events of JDK Flight Recorder. */
  public static WorkerListener recording() {
    return new FlightListener();
  }
}
