package dev.perdure.worker.runtime.request;

import dev.perdure.worker.runtime.log.WorkerMessage;

/** The message of a context that is used after its request was answered. */
public final class RequestAnswered {
  private RequestAnswered() {}

  public static RuntimeException exception(int requestId) {
    return new IllegalStateException(WorkerMessage.REQUEST_ANSWERED.text(requestId));
  }
}
