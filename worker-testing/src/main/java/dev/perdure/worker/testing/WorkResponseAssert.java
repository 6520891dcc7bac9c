package dev.perdure.worker.testing;

import dev.perdure.worker.WorkResponse;

/**
 * Assertions about an answer; a failure shows the whole answer. Immutable; each assertion returns
 * this.
 *
 * <pre>{@code
 * assertThat(worker.work("a.txt")).succeeded().printed("wrote a.txt\n");
 * }</pre>
 */
public final class WorkResponseAssert {
  private final WorkResponse answer;

  private WorkResponseAssert(WorkResponse answer) {
    this.answer = answer;
  }

  /** Begins assertions about {@code answer}. */
  public static WorkResponseAssert assertThat(WorkResponse answer) {
    return new WorkResponseAssert(answer);
  }

  /** The work ended with exit code 0. */
  public WorkResponseAssert succeeded() {
    return hasExitCode(0);
  }

  /** The work ended with an exit code other than 0. */
  public WorkResponseAssert failed() {
    check(!answer.wasCancelled() && answer.exitCode() != 0, "an exit code other than 0");
    return this;
  }

  /** The work ended with exit code {@code expected}. */
  public WorkResponseAssert hasExitCode(int expected) {
    check(!answer.wasCancelled() && answer.exitCode() == expected, "exit code " + expected);
    return this;
  }

  /** The work was given up, as the client asked. */
  public WorkResponseAssert wasCancelled() {
    check(answer.wasCancelled(), "that it was cancelled");
    return this;
  }

  /** The work printed exactly {@code expected}. */
  public WorkResponseAssert printed(String expected) {
    check(answer.output().equals(expected), "the output\n" + TextBlock.of(expected));
    return this;
  }

  /** The work printed nothing. */
  public WorkResponseAssert printedNothing() {
    check(answer.output().isEmpty(), "no output");
    return this;
  }

  /** What the work printed contains {@code expected}. */
  public WorkResponseAssert printedPart(String expected) {
    check(answer.output().contains(expected), "an output that contains\n" + TextBlock.of(expected));
    return this;
  }

  private void check(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionError(
          "expected of the answer to request "
              + answer.requestId()
              + ": "
              + expected
              + "\ncame: "
              + (answer.wasCancelled() ? "cancelled" : "exit code " + answer.exitCode())
              + (answer.output().isEmpty()
                  ? ", no output"
                  : ", the output\n" + TextBlock.of(answer.output())));
    }
  }
}
