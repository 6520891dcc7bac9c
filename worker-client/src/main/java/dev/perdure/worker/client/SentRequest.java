package dev.perdure.worker.client;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A request that a worker has, or had. Thread-safe. */
public final class SentRequest {
  private final WorkRequest request;
  private final Runnable atEnd;
  private final CompletableFuture<WorkResponse> answer = new CompletableFuture<>();
  private volatile boolean cancelled;
  private volatile @Nullable WorkerConnection connection;
  // Only used by the thread that sends it, and then by the one that has lost its worker.
  private int retries;

  SentRequest(WorkRequest request, int retries, Runnable atEnd) {
    this.request = request;
    this.retries = retries;
    this.atEnd = atEnd;
  }

  /**
   * Waits for the answer. It has the id of the request that was given.
   *
   * @throws WorkerLostException if there is none
   * @throws InterruptedException if this thread is interrupted; the work goes on
   */
  public WorkResponse await() throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new WorkerLostException(String.valueOf(cause.getMessage()), cause);
    }
  }

  /**
   * The answer as a future, which fails with a {@link WorkerLostException} if there is none. To
   * cancel or complete it has no effect on the work. What depends on it runs on a thread that reads
   * answers, so it must not block: use the {@code Async} methods if it does.
   */
  public CompletableFuture<WorkResponse> future() {
    return answer.copy();
  }

  /**
   * Asks the worker to stop the work; the worker must support cancels (F17). The answer still
   * comes, perhaps as {@linkplain WorkResponse#wasCancelled() cancelled}: only then has the work
   * ended. Does nothing if the answer has come already.
   */
  public void cancel() {
    cancelled = true;
    WorkerConnection current = connection;
    if (current != null) {
      current.cancel(this);
    }
  }

  WorkRequest request() {
    return request;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Notes the connection that it is about to be sent on. */
  void sendingOn(WorkerConnection current) {
    connection = current;
  }

  /** Counts one more try; false if there may be none. */
  boolean retry() {
    return retries-- > 0;
  }

  void answered(WorkResponse response) {
    atEnd.run();
    answer.complete(
        new WorkResponse(
            response.exitCode(), response.output(), request.requestId(), response.wasCancelled()));
  }

  void failed(WorkerLostException reason) {
    atEnd.run();
    answer.completeExceptionally(reason);
  }
}
