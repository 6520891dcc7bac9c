package dev.perdure.worker.runtime;

/** What a context says that is used after its request was answered. */
final class RequestAnswered {
  private RequestAnswered() {}

  static RuntimeException exception(int requestId) {
    return new IllegalStateException(WorkerMessage.REQUEST_ANSWERED.text(requestId));
  }
}
