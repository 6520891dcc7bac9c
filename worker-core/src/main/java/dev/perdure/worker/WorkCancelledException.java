package dev.perdure.worker;

/**
 * The work of a cancelled request ends here: the request is answered as cancelled.
 *
 * @see CancellationToken#throwIfCancelled()
 */
public final class WorkCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception that says which request was cancelled. */
  public WorkCancelledException(String message) {
    super(message);
  }
}
