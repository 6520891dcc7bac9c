package dev.perdure.worker.runtime;

/** The message of a context that is used after its request was answered. */
final class RequestAnswered {
  private RequestAnswered() {}

  static RuntimeException exception(int requestId) {
    return new IllegalStateException(WorkerMessage.REQUEST_ANSWERED.text(requestId));
  }
}
