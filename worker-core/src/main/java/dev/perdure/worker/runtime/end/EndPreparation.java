package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.FailureTrace;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.TimedStep;
import dev.perdure.worker.runtime.system.ChildProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Creates and loads, while the worker is well, what it needs to report failures and to end. Later
 * the heap or the metaspace can be full, it may be impossible to start a thread, and the worker's
 * jar may have been replaced. This is done soon after the first request has begun, so that it does
 * not usually delay the first answer.
 *
 * @param halt halts the process at its deadline; null if the program around the worker goes on
 * @param retirement ends the worker between two requests
 * @param heapWatch ends a worker whose heap stays full; null if the program around it goes on
 */
record EndPreparation(
    @Nullable HaltDeadline halt, Retirement retirement, @Nullable TimedStep heapWatch) {
  /** The classes that the first requests don't usually load. */
  private static final String[] CLASSES = {
    "arguments.InvalidRequestException",
    "end.CancelSequence",
    "end.CancelSequence$Next",
    "end.ShutdownSequence",
    "end.ToolChangeDetector",
    "end.ToolFiles",
    "end.WorkStopper$EndChildren",
    "log.FailureTrace",
    "log.MessageTemplate",
    "log.WorkerEnd",
    "log.WorkerMessage",
    "loop.HandlerFailure",
    "observe.RequestLogger", // Newer JDKs need one when the program exits.
    "observe.RequestLoggerFinder",
    "output.KeptBytes",
    "output.RequestOutput",
    "output.UnclosedPrintStream",
    "request.AttachedProcesses",
    "request.CancelActions",
    "request.Cancellation",
    "request.Cancellation$Action",
    "request.Closings",
    "request.RequestAnswered",
    "request.RequestResources",
    "request.RequestRun$State",
    "request.TimedStep",
    "streams.RunningRequests",
    "system.ChildProcesses",
    "system.Monitors",
    "system.Nanos",
  };

  private static final String[] PUBLIC_CLASSES = {
    "CancelSteps",
    "CancellationToken$Registration",
    "WorkCancelledException",
    "WorkFailedException",
    "WorkerProtocolException",
  };

  /**
   * As much memory as is needed at once. If a class initializer runs out of memory, the class can't
   * be used any more.
   */
  private static final int PROBE_BYTES = 512 << 10;

  /**
   * Creates and loads everything.
   *
   * @throws OutOfMemoryError if there is no memory for it now
   * @throws LinkageError if a class can't be loaded
   */
  static EndPreparation prepare(WorkStopper stopper, WorkerLoop loop) {
    String name = EndPreparation.class.getName();
    String own = name.substring(0, name.length() - "end.EndPreparation".length());
    String api = own.substring(0, own.length() - "runtime.".length());
    load(own, CLASSES, false);
    load(api, PUBLIC_CLASSES, false);
    if (new byte[PROBE_BYTES].length > 0) {
      load(own, CLASSES, true);
      load(api, PUBLIC_CLASSES, true);
    }
    boolean owns = stopper.ownsProcess();
    return new EndPreparation(
        owns ? HaltDeadline.started() : null,
        new Retirement(stopper, loop),
        owns ? new FullHeapWatch(stopper) : null);
  }

  private static void load(String prefix, String[] names, boolean initialize) {
    ClassLoader loader = EndPreparation.class.getClassLoader();
    try {
      for (String name : names) {
        Class.forName(prefix + name, initialize, loader);
      }
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    }
  }

  /**
   * Makes the codec and the JDK load the classes that are needed of them, and notes the present
   * state of the tool's files.
   */
  void rehearse(WorkStopper stopper) {
    String trace = FailureTrace.of(new OutOfMemoryError());
    stopper.rehearseAnswer(WorkerMessage.WORKER_BROKEN.text(trace));
    WorkerEnd.ofInput().tell(stopper.log()); // It has nothing to tell.
    ToolWatch watch = stopper.toolWatch();
    if (watch != null) {
      watch.files();
    }
    ChildProcesses.rehearse();
  }
}
