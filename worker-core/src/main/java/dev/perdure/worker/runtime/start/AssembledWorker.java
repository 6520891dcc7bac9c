package dev.perdure.worker.runtime.start;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.end.Upkeep;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.SingleplexLoop;
import dev.perdure.worker.runtime.loop.SlotSettings;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.observe.TraceListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker that is built from its options and ready to serve one client. Each part gets what it
 * needs when it is made.
 */
final class AssembledWorker {
  private final WorkStopper stopper;
  private final @Nullable Listeners listeners;
  private final Connection connection;
  private final WorkerLoop loop;

  /**
   * Builds a worker.
   *
   * @param ownsProcess whether this process is the worker's, and ends with it
   */
  AssembledWorker(
      WorkHandler handler,
      WorkerOptions options,
      Arguments arguments,
      InputStream in,
      OutputStream out,
      WorkerLog log,
      boolean ownsProcess) {
    boolean watched = ownsProcess && options.endsWhenChanged();
    stopper = new WorkStopper(options.cancelSteps(), log, ownsProcess, watched ? handler : null);
    listeners = listeners(options, stopper);
    connection =
        new Connection(options.codecs(), options.limits(), in, out, listeners, stopper.toolWatch());
    Execution execution =
        new Execution(
            new SlotSettings(
                handler,
                arguments,
                log,
                listeners,
                stopper,
                connection,
                null,
                options.maxOutputBytes(),
                options.hidesSandbox()));
    loop =
        options.dispatch() == null
            ? new SingleplexLoop(connection, execution, stopper)
            : options.dispatch().loop(connection, execution, stopper);
  }

  /** Those who are told what happens to requests; null if nobody is. */
  private static @Nullable Listeners listeners(WorkerOptions options, WorkStopper stopper) {
    WorkerUpkeep upkeep = options.upkeep();
    boolean kept = upkeep != null && Upkeep.isNeeded(upkeep);
    if (options.listeners().isEmpty() && !kept && options.trace() == null) {
      return null;
    }
    List<WorkerListener> all = new ArrayList<>(options.listeners());
    if (options.trace() != null) {
      try {
        all.add(new TraceListener(options.trace()));
      } catch (IOException | RuntimeException e) { // The work matters more than its trace.
        stopper.log().say(WorkerMessage.LISTENER_FAILED.text(e));
      }
    }
    Listeners others = new Listeners(all, stopper.log());
    if (upkeep == null || !kept) {
      return others;
    }
    Upkeep own = new Upkeep(upkeep, stopper, stopper.log(), others);
    own.start();
    all.add(own);
    return new Listeners(all, stopper.log());
  }

  /** Serves until the worker ends, and reports that; returns the exit code. */
  int serve() {
    WorkerEnd end = awaitEnd();
    try {
      stopper.endChildren();
      if (listeners != null) {
        listeners.ended(end.exitCode());
      }
    } catch (OutOfMemoryError e) {
      stopper.memoryRanOut(); // The worker must end anyway.
    }
    stopper.tell(end);
    return end.exitCode();
  }

  /** Serves; if there is no memory for the last steps, it does without them. */
  private WorkerEnd awaitEnd() {
    try {
      return loop.serve();
    } catch (OutOfMemoryError e) {
      WorkerEnd end = stopper.reason();
      if (end == null) {
        throw e;
      }
      stopper.memoryRanOut();
      return end;
    }
  }

  /** Ends the worker because a signal, or the program itself, ends the process. */
  void endBySignal() {
    connection.shut();
    loop.end(WorkerEnd.ofSignal());
  }

  /** For a thread that has nothing else to do: halts the process if it does not end in time. */
  void haltAtLast() {
    stopper.haltAtLast();
  }
}
