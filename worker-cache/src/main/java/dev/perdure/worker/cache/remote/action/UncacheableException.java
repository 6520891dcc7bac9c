package dev.perdure.worker.cache.remote.action;

/** The result of a request can't be kept, for a reason in the request or its result. */
public final class UncacheableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UncacheableException(String reason) {
    super(reason);
  }
}
