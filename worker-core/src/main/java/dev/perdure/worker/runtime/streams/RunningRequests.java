package dev.perdure.worker.runtime.streams;

import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.WorkSlot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose work runs now, for threads that belong to none of them. Loaded when the first
 * such thread prints, logs or exits.
 */
public final class RunningRequests {
  /**
   * The beginning of the names of the worker's own threads, which work for all requests or for
   * none.
   */
  private static final String OWN_THREADS = "perdure-";

  private RunningRequests() {}

  /**
   * The running requests of the worker with the given log, or of all workers in this process if it
   * is null. A request that has called System.exit does not count, even if its work has not stopped
   * yet.
   */
  public static List<RequestRun> of(@Nullable WorkerLog log) {
    List<RequestRun> all = new ArrayList<>();
    for (WorkSlot slot : WorkSlot.all()) {
      RequestRun run = slot.running();
      if (run != null && !run.hasExited() && (log == null || run.log() == log)) {
        all.add(run);
      }
    }
    return all;
  }

  /**
   * The request that the calling thread, which belongs to none, must be working for: the only
   * running one. Null if several are running, if none is, or if this process is not the worker's
   * own: then the thread is most likely the surrounding program's.
   */
  public static @Nullable RequestRun only() {
    if (!StandardStreams.ownProcess() || Thread.currentThread().getName().startsWith(OWN_THREADS)) {
      return null;
    }
    List<RequestRun> all = of(null);
    return all.size() == 1 ? all.get(0) : null;
  }
}
