package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one request, for workers with a cancel callback. The callback may keep the thread
 * and interrupt it late. A thread of a slot would then be working on the next request.
 */
final class RequestThread extends Thread {
  private final CallbackHandler handler;
  private final WorkRequest request;
  private final PrintWriter writer;

  // Written by this thread, read when it has ended.
  private int exitCode;
  private @Nullable Throwable failure;

  RequestThread(CallbackHandler handler, WorkRequest request, PrintWriter writer) {
    super("perdure-request-" + request.getRequestId());
    this.handler = handler;
    this.request = request;
    this.writer = writer;
    setDaemon(true);
  }

  int requestId() {
    return request.getRequestId();
  }

  @Override
  public void run() {
    try {
      exitCode = handler.call(request, writer);
    } catch (Throwable e) { // The waiting thread rethrows it.
      failure = e;
    }
  }

  /**
   * Waits until the work has stopped, even if interrupted: the request may only be answered then.
   *
   * @throws Exception what the work threw
   */
  int awaitExitCode() throws Exception {
    boolean interrupted = false;
    while (true) {
      try {
        join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable thrown = failure;
    if (thrown instanceof Exception exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw new ExecutionException(thrown);
    }
    return exitCode;
  }
}
