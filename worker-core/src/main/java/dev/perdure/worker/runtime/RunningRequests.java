package dev.perdure.worker.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose work runs now, for threads that belong to none of them. Loaded when the first
 * such thread prints, logs or exits.
 */
final class RunningRequests {
  /** The worker's own threads work for all requests, or for none. */
  private static final String OWN_THREADS = "perdure-";

  private RunningRequests() {}

  /**
   * Those of the worker whose log is given, or of all workers in this process if null. One that has
   * called System.exit is over, be it that its work has not stopped yet.
   */
  static List<RequestRun> of(@Nullable WorkerLog log) {
    List<RequestRun> all = new ArrayList<>();
    for (Execution slot : Execution.slots()) {
      RequestRun run = slot.running();
      if (run != null && !run.hasExited() && (log == null || run.log() == log)) {
        all.add(run);
      }
    }
    return all;
  }

  /**
   * The request that the calling thread must be working for, if it belongs to none: the only one
   * that runs. Null if several run, if none does, or if this process is not the worker's own: then
   * the thread is most likely one of the program around it.
   */
  static @Nullable RequestRun only() {
    if (!StandardStreams.ownProcess() || Thread.currentThread().getName().startsWith(OWN_THREADS)) {
      return null;
    }
    List<RequestRun> all = of(null);
    return all.size() == 1 ? all.get(0) : null;
  }
}
