package dev.perdure.worker;

/**
 * Thrown to end the work of a cancelled request, which is then answered as cancelled.
 *
 * @see CancellationToken#throwIfCancelled()
 */
public final class WorkCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that says which request was cancelled. */
  public WorkCancelledException(String message) {
    super(message);
  }
}
