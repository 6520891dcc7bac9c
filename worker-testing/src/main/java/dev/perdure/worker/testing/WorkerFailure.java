package dev.perdure.worker.testing;

/**
 * The worker did what a client would suffer from: an answer is missing, double or for an unknown
 * request, foreign bytes are on its standard output, it ended too early or not at all, or it left a
 * thread or a process behind.
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

  /** What kind of failure it is, and what Bazel would make of it; of several, the first. */
  public Symptom symptom() {
    return symptom;
  }

  /** What went wrong, without what was sent and what the worker logged; of several, the first. */
  public String problem() {
    return problem;
  }
}
