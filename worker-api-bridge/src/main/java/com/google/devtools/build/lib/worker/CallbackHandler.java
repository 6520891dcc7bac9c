package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.RequestRun;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Has the worker's callback do the work of our requests. */
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
    // Not what the context makes of it: callbacks expect the arguments as the client has sent them.
    RequestRun run = Objects.requireNonNull(RequestRun.current(), "the request of this thread");
    WorkRequest request = new WorkRequest(run.request());
    PrintWriter writer = new PrintWriter(new AnswerWriter(context.out()));
    BiConsumer<Integer, Thread> onCancel = cancelCallback;
    if (onCancel == null) {
      return exitCode(request, writer);
    }
    RequestThread thread =
        new RequestThread(request.getRequestId(), () -> exitCode(request, writer));
    thread.start();
    context.cancellation().onCancel(() -> onCancel.accept(request.getRequestId(), thread));
    return thread.awaitExitCode();
  }

  private int exitCode(WorkRequest request, PrintWriter writer) throws InterruptedException {
    return Objects.requireNonNull(callback.apply(request, writer), "the callback returned null");
  }
}
