package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The handler of a worker with the official API: calls its callback. */
final class CallbackHandler implements WorkHandler {
  private final WorkRequestCallback callback;
  private final @Nullable BiConsumer<Integer, Thread> cancelCallback;

  CallbackHandler(
      WorkRequestCallback callback, @Nullable BiConsumer<Integer, Thread> cancelCallback) {
    this.callback = callback;
    this.cancelCallback = cancelCallback;
  }

  @Override
  public int work(WorkContext context) throws Exception {
    // Not the context's arguments: callbacks expect them as the client has sent them.
    RequestRun run = Objects.requireNonNull(RequestRun.current(), "the request of this thread");
    WorkRequest request = new WorkRequest(run.request());
    PrintWriter writer = new PrintWriter(new AnswerWriter(run));
    if (cancelCallback == null) {
      return call(request, writer);
    }
    RequestThread thread = new RequestThread(this, request, writer);
    thread.start();
    context.cancellation().onCancel(new CancelCall(cancelCallback, thread));
    return thread.awaitExitCode();
  }

  /** Does the work on the calling thread; returns the exit code. */
  int call(WorkRequest request, PrintWriter writer) throws InterruptedException {
    return Objects.requireNonNull(callback.apply(request, writer), "the callback returned null");
  }

  /** Tells the worker that a request was cancelled. */
  private record CancelCall(BiConsumer<Integer, Thread> callback, RequestThread thread)
      implements Runnable {
    @Override
    public void run() {
      callback.accept(thread.requestId(), thread);
    }
  }
}
