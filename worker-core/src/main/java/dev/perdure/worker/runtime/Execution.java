package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handler for a request and makes the answer of whatever it does. Thread-safe: each call
 * works on a request of its own.
 */
public final class Execution {
  private static final int FAILED = 1;

  private final WorkHandler handler;
  private final Arguments arguments;
  private final WorkerLog log;
  private final ClassLoader contextClassLoader = Thread.currentThread().getContextClassLoader();

  Execution(WorkHandler handler, Arguments arguments, WorkerLog log) {
    this.handler = handler;
    this.arguments = arguments;
    this.log = log;
  }

  /** The worker log. */
  public WorkerLog log() {
    return log;
  }

  /**
   * Works on the calling thread, and returns when the work has stopped.
   *
   * @return the answer, or null if the request was cancelled before it began, and so is answered
   */
  public @Nullable WorkResponse execute(RequestRun run) {
    long start = run.request().verbosity() > 0 ? System.nanoTime() : 0;
    Thread.interrupted();
    restoreThread();
    if (!run.begin()) {
      return null;
    }
    WorkResponse response;
    try {
      response = work(run);
    } catch (OutOfMemoryError e) {
      // The answer itself did not fit: this one has constant size.
      String text = WorkerMessage.OUT_OF_MEMORY.text(run.request().requestId());
      response = WorkResponse.of(run.request().requestId(), FAILED, text);
    } finally {
      run.stop();
      StandardStreams.reclaim();
      restoreThread();
    }
    if (run.request().verbosity() > 0) {
      logDone(run, response, System.nanoTime() - start);
    }
    return response;
  }

  private WorkResponse work(RequestRun run) {
    int id = run.request().requestId();
    boolean failed = false;
    int exitCode = FAILED;
    try {
      exitCode = handler.work(new RequestContext(run, arguments.of(run.request())));
    } catch (Throwable e) { // Whatever it is: the client gets its answer, and the worker lives on.
      failed = true;
      HandlerFailure.tell(run, e);
    }
    String output = run.takeOutput();
    if (run.hasExited()) {
      return WorkResponse.of(id, run.exitStatus(), output);
    }
    // Work that finished in spite of its cancellation is answered as ever (F17).
    boolean gaveUp = run.isCancelling() && (failed || exitCode != 0);
    return gaveUp ? new WorkResponse(0, output, id, true) : WorkResponse.of(id, exitCode, output);
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
