package dev.perdure.worker;

/**
 * Ends the work of a cancelled request, which is then answered as cancelled.
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
