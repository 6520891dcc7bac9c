package dev.perdure.worker.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What the end of a worker and its bad news need, made and loaded while the worker is well: later
 * the heap can be full, the metaspace too, no thread may start, and the worker's jar can be another
 * file. Done soon after the first request has begun, so that the usual first answer does not pay.
 *
 * @param halt halts the process at its deadline; null where the host goes on
 * @param retirement ends the worker between two requests
 */
record EndPreparation(@Nullable HaltDeadline halt, Retirement retirement) {
  /** The classes that the usual first requests do not load. */
  private static final String[] CLASSES = {
    "AttachedProcesses",
    "CancelActions",
    "CancelSequence",
    "CancelSequence$Next",
    "Cancellation",
    "Cancellation$Action",
    "ChildProcesses",
    "Closings",
    "FailureTrace",
    "FlagfileException",
    "HandlerFailure",
    "KeptBytes",
    "MessageTemplate",
    "Nanos",
    "Monitors",
    "RequestAnswered",
    "RequestLogger", // Newer JDKs ask for one when the program exits.
    "RequestLoggerFinder",
    "RequestOutput",
    "RequestResources",
    "RequestRun$State",
    "RunningRequests",
    "ShutdownSequence",
    "TimedStep",
    "ToolChangeDetector",
    "ToolFiles",
    "UnclosedPrintStream",
    "WorkStopper$EndChildren",
    "WorkerEnd",
    "WorkerMessage",
  };

  private static final String[] PUBLIC_CLASSES = {
    "CancelSteps",
    "CancellationToken$Registration",
    "WorkCancelledException",
    "WorkerProtocolException",
  };

  /** As much as is needed at once: a class whose initializer runs out of memory is lost. */
  private static final int PROBE_BYTES = 512 << 10;

  /**
   * Makes it all.
   *
   * @throws OutOfMemoryError if there is no memory for it now
   * @throws LinkageError if a class can't be loaded
   */
  static EndPreparation prepare(WorkStopper stopper, WorkerLoop loop) {
    String name = EndPreparation.class.getName();
    String own = name.substring(0, name.lastIndexOf('.') + 1);
    String api = own.substring(0, own.indexOf("runtime."));
    load(own, CLASSES, false);
    load(api, PUBLIC_CLASSES, false);
    if (new byte[PROBE_BYTES].length > 0) {
      load(own, CLASSES, true);
      load(api, PUBLIC_CLASSES, true);
    }
    HaltDeadline halt = stopper.ownsProcess() ? HaltDeadline.started() : null;
    return new EndPreparation(halt, new Retirement(stopper, loop));
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

  /** Has the codec and the JDK load what these need of them; looks at the files as they are now. */
  void rehearse(WorkStopper stopper) {
    String trace = FailureTrace.of(new OutOfMemoryError());
    stopper.rehearseAnswer(WorkerMessage.WORKER_BROKEN.text(trace));
    if (stopper.watchesTool()) {
      stopper.toolFiles();
    }
    ChildProcesses.rehearse();
  }
}
