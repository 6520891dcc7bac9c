package dev.perdure.worker.cache.remote;

/** The result of a request can't be kept, for a reason in the request or its result. */
final class UncacheableException extends Exception {
  private static final long serialVersionUID = 1L;

  UncacheableException(String reason) {
    super(reason);
  }
}
