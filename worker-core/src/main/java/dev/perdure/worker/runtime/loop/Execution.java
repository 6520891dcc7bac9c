package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.end.ToolWatch;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.WorkSlot;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handler for the requests of one slot, and makes an answer whatever the handler does.
 * Used by the slot's thread only, except for methods that are marked thread-safe.
 */
public final class Execution extends WorkSlot {
  private static final int FAILED = 1;
  private static final int MAX_CAUSES = 20;

  /** Stands for an answer for which there is no memory. */
  static final WorkResponse LOST = new WorkResponse(FAILED, "", 0, false);

  /** The settings, each in a field of its own, since each request reads most of them. */
  private final SlotSettings settings;

  private final WorkHandler handler;
  private final Arguments arguments;
  private final WorkerLog log;
  private final @Nullable Listeners listener;
  private final @Nullable WorkStopper stopper;
  private final @Nullable Connection connection;
  private final ClassLoader contextClassLoader = Thread.currentThread().getContextClassLoader();

  /** The permit of the running work, or null. */
  private WorkPermits.@Nullable Permit permit;

  /** The slot's own handler, or the common one; null before the first request. */
  private @Nullable WorkHandler slotHandler;

  /**
   * An encoded answer for a request that runs out of memory, or null; and that request's id.
   * Written by the slot's thread, the id first.
   */
  private volatile @Nullable WireOutput lost;

  private int lostId;

  public Execution(SlotSettings settings) {
    this.settings = settings;
    handler = settings.handler();
    arguments = settings.arguments();
    log = settings.log();
    listener = settings.listeners();
    stopper = settings.stopper();
    connection = settings.connection();
  }

  /** An execution with the same settings for another slot. Thread-safe. */
  public Execution another() {
    return new Execution(settings);
  }

  /** An execution for which work must hold a permit of {@code permits} besides its slot. */
  public Execution withPermits(WorkPermits permits) {
    return new Execution(settings.withPermits(permits));
  }

  /** The worker log. Thread-safe. */
  public WorkerLog log() {
    return log;
  }

  /**
   * Works on the calling thread, and returns when the work has stopped.
   *
   * @return the answer, or null if the request was cancelled before it began, and so has been
   *     answered
   */
  public @Nullable WorkResponse execute(RequestRun run) {
    long start = run.request().verbosity() > 0 ? System.nanoTime() : 0;
    Thread.interrupted();
    restoreThread();
    StandardStreams.takeOver();
    run.limitOutput(settings.maxOutputBytes(), settings.hidesSandbox());
    String refusal = stopper == null ? null : stopper.workBegins();
    if (refusal != null) {
      return run.begin() ? refuse(run, refusal) : null;
    }
    try {
      if (!run.begin()) {
        return null;
      }
      begins(run);
      if (listener != null) {
        listener.started(run.request());
      }
      WorkResponse response = answer(run);
      tellDone(run, response, start);
      return response;
    } finally {
      if (stopper != null) {
        stopper.workStopped(run);
      }
    }
  }

  private void tellDone(RequestRun run, WorkResponse response, long start) {
    try {
      if (run.request().verbosity() > 0) {
        logDone(run, response, System.nanoTime() - start);
      }
      if (listener != null) {
        listener.finished(run.request(), response);
      }
    } catch (OutOfMemoryError e) { // The answer matters more.
      retire(e);
    }
  }

  /**
   * The encoded answer to request {@code id} that the loop writes if there is no memory for the
   * real one; null if there is none.
   */
  public @Nullable WireOutput lost(int id) {
    WireOutput encoded = lost;
    return encoded != null && lostId == id ? encoded : null;
  }

  /** Encodes in advance the answer that is written if memory runs out. */
  private void prepareLost(int id) {
    boolean prepared = stopper != null && stopper.isEndPrepared();
    WireOutput before = lost;
    if (prepared && connection != null && (before == null || lostId != id)) {
      WireOutput target = before == null ? new WireOutput() : before;
      lost = null;
      target.clear();
      connection.encode(WorkResponse.of(id, FAILED, WorkerMessage.HEAP_EXHAUSTED.text()), target);
      lostId = id;
      lost = target;
    }
  }

  private static WorkResponse refuse(RequestRun run, String text) {
    run.stop();
    return WorkResponse.of(run.request().requestId(), FAILED, text);
  }

  private WorkResponse answer(RequestRun run) {
    try {
      prepareLost(run.request().requestId());
      return work(run);
    } catch (OutOfMemoryError e) {
      retire(e);
      // There was no memory for the answer; this one has a constant size.
      return outOfMemory(run, e);
    } finally {
      run.stop();
      stopped();
      if (permit != null) {
        close(permit);
        permit = null;
      }
      StandardStreams.reclaim();
      restoreThread();
    }
  }

  private WorkResponse outOfMemory(RequestRun run, OutOfMemoryError failure) {
    int id = run.request().requestId();
    try {
      String text = WorkerMessage.OUT_OF_MEMORY.text(id, failure.getMessage());
      return WorkResponse.of(id, FAILED, text);
    } catch (OutOfMemoryError e) {
      if (lost(id) == null) {
        throw e;
      }
      return LOST;
    }
  }

  private WorkResponse work(RequestRun run) {
    int id = run.request().requestId();
    boolean failed = false;
    boolean linkage = false;
    int exitCode = FAILED;
    try {
      WorkHandler mine = slotHandler;
      if (mine == null) {
        mine = handler.forSlot();
        slotHandler = mine;
      }
      WorkPermits permits = settings.permits();
      if (permits != null) {
        permit = permits.acquire(run.cancellation());
      }
      run.setArguments(arguments.of(run.request()));
      exitCode = mine.work(new RequestContext(run.scope(), arguments, stopper));
    } catch (Throwable e) { // Whatever it is, the client gets its answer.
      failed = true;
      linkage = e instanceof LinkageError;
      retire(e);
      exitCode = HandlerFailure.tell(run, e);
    }
    ToolWatch watch = stopper == null ? null : stopper.toolWatch();
    if (watch != null && (failed || exitCode != 0)) {
      String reason = watch.check(linkage);
      if (reason != null) {
        run.out().println(reason);
      }
    }
    String output = run.takeOutput();
    if (run.hasExited()) {
      return WorkResponse.of(id, run.exitStatus(), output);
    }
    // Work that finished in spite of its cancellation is answered as usual (F17).
    boolean gaveUp = run.isCancelling() && (failed || exitCode != 0);
    return gaveUp ? new WorkResponse(0, output, id, true) : WorkResponse.of(id, exitCode, output);
  }

  @Override
  public void answerForWork(RequestRun run) {
    if (connection != null) {
      String output = run.takeOutput();
      int id = run.request().requestId();
      try {
        WorkResponse response =
            run.hasExited()
                ? WorkResponse.of(id, run.exitStatus(), output)
                : new WorkResponse(0, output, id, true);
        connection.answer(run, response, null);
      } catch (IOException e) {
        log.say(WorkerMessage.ANSWER_UNWRITTEN.text(e));
      }
    }
  }

  @Override
  public void answerWithoutMemory(RequestRun run) {
    WireOutput encoded = lost(run.request().requestId());
    if (connection != null && encoded != null) {
      try {
        connection.answer(run, LOST, encoded);
      } catch (IOException e) {
        // The client does not read any more, and reporting that needs memory.
      }
    }
  }

  @Override
  public void endWorker(WorkerEnd end) {
    if (stopper != null) {
      stopper.endWorker(end);
    }
  }

  /** Retires the worker if memory ran out: any object may be in an inconsistent state. */
  private void retire(Throwable failure) {
    if (stopper != null && isOutOfMemory(failure)) {
      stopper.memoryRanOut();
      stopper.retire(WorkerEnd.ofMemory());
    }
  }

  /** Looks at the causes, too, since tools wrap what they catch. */
  private static boolean isOutOfMemory(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = causeOf(cause);
    }
    return false;
  }

  private static @Nullable Throwable causeOf(Throwable failure) {
    try {
      return failure.getCause();
    } catch (Throwable e) { // This is the tool's own code.
      return null;
    }
  }

  /**
   * Whether {@link #endSlot()} has something to do; called under the lock under which the slot was
   * ended.
   */
  boolean isEndNeeded() {
    return slotHandler != null && slotHandler != handler;
  }

  /** Closes the slot's own handler; called by its thread when it ends. */
  public void endSlot() {
    if (isEndNeeded() && slotHandler instanceof AutoCloseable own) {
      close(own, log::say);
    }
    slotHandler = null;
    leave();
  }

  /** Closes a slot's own handler; a failure is logged and changes no exit code. */
  public static void close(AutoCloseable slotHandler, Consumer<String> log) {
    try {
      slotHandler.close();
    } catch (Throwable e) { // This is the user's code, and all work is done.
      log.accept(WorkerMessage.SLOT_CLOSE_FAILED.text(e));
    }
  }

  private void close(WorkPermits.Permit held) {
    try {
      held.close();
    } catch (Throwable e) { // This is the user's code, and the request must be answered.
      log.say(WorkerMessage.PERMIT_CLOSE_FAILED.text(e));
    }
  }

  private void restoreThread() {
    Thread thread = Thread.currentThread();
    if (thread.getContextClassLoader() != contextClassLoader) {
      thread.setContextClassLoader(contextClassLoader);
    }
  }

  private void logDone(RequestRun run, WorkResponse response, long nanos) {
    log.say(
        WorkerMessage.REQUEST_DONE.text(
            run.request().requestId(),
            run.request().arguments().size(),
            run.request().inputs().size(),
            nanos / 1_000_000,
            response.wasCancelled() ? "none, cancelled" : response.exitCode()));
  }
}
