package dev.perdure.worker.runtime.start;

import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.observe.FlightListener;
import dev.perdure.worker.runtime.streams.LogCopy;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments after {@code --persistent_worker}, which are for the worker itself (F1). Loaded
 * only if there are any. Unknown ones have no effect, and the worker log says so.
 */
public final class WorkerFlags {
  private static final String TRACE = "--worker_trace=";
  private static final String LOG = "--worker_log=";
  private static final String RECORDING = "--worker_flight_recording";

  private WorkerFlags() {}

  /** Returns {@code options} with the changes that {@code arguments} ask for. */
  public static WorkerOptions apply(WorkerOptions options, List<String> arguments) {
    WorkerOptions changed = options;
    List<String> unknown = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith(TRACE)) {
        changed = trace(changed, argument.substring(TRACE.length()));
      } else if (argument.startsWith(LOG)) {
        copyLog(argument.substring(LOG.length()));
      } else if (argument.equals(RECORDING)) {
        changed = changed.withListener(recording());
      } else if (!isOwn(argument, options.ownArguments())) {
        unknown.add(argument);
      }
    }
    for (String argument : unknown) { // Now that the log has its copy.
      say(WorkerMessage.WORKER_ARGUMENT_UNKNOWN.text(argument));
    }
    return changed;
  }

  /** Whether the program itself reads {@code argument}. */
  private static boolean isOwn(String argument, List<String> names) {
    int end = argument.indexOf('=');
    return names.contains(end < 0 ? argument : argument.substring(0, end));
  }

  private static void say(String line) {
    new WorkerLog(StandardStreams.standardError()).say(line);
  }

  private static WorkerOptions trace(WorkerOptions options, String file) {
    try {
      return options.withTrace(Path.of(file));
    } catch (InvalidPathException e) { // The work matters more than its trace.
      say(WorkerMessage.LISTENER_FAILED.text(e));
      return options;
    }
  }

  /** Copies the log from the next line on. If that fails, the worker goes on without a copy. */
  private static void copyLog(String file) {
    try {
      StandardStreams.copyLog(LogCopy.open(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      say(WorkerMessage.LOG_FILE_FAILED.text(e));
    }
  }

  /** A listener that records requests as events of JDK Flight Recorder. */
  public static WorkerListener recording() {
    return new FlightListener();
  }
}
