package dev.perdure.worker.testing;

/**
 * The worker did something that is a problem for a client. An answer is missing, came twice or is
 * for an unknown request; foreign bytes are on its standard output; it ended too early or not at
 * all; or it left a thread or a process behind.
 *
 * <p>The message has one line that says what went wrong, and below it what was sent, what was
 * awaited, what came, and the tail of the worker's log.
 */
public final class WorkerFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final Symptom symptom;
  private final String problem;

  WorkerFailure(String message, Problem first) {
    super(message);
    symptom = first.symptom();
    problem = first.text();
  }

  /** The kind of failure, and what Bazel would do then; if there are several, the first. */
  public Symptom symptom() {
    return symptom;
  }

  /**
   * What went wrong, without what was sent and what the worker logged; if there are several
   * problems, the first.
   */
  public String problem() {
    return problem;
  }
}
