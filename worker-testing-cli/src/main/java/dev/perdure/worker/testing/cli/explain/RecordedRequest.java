package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.testing.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One request of a recording, from its arrival to its answer. Times are microseconds from the
 * worker's start.
 *
 * @param number its number among all requests, from 1 on
 * @param requestId 0 for singleplex
 * @param work what it asked for
 * @param sent where and when it came from the client
 * @param cancelledAt when the client cancelled it; -1 if it did not
 * @param answer its answer; null if none came
 * @param inFlight how many requests, including this one, the worker had when it came
 */
public record RecordedRequest(
    int number,
    int requestId,
    Work work,
    Place sent,
    long cancelledAt,
    @Nullable Answer answer,
    int inFlight) {

  /** How a request ended. */
  public enum Outcome {
    /** With exit code 0. */
    DONE,
    /** With an exit code other than 0. */
    FAILED,
    /** The worker answered that it was cancelled. */
    CANCELLED,
    /** No answer came. */
    UNANSWERED
  }

  /**
   * The place of a message in its stream.
   *
   * @param at when its last byte came
   * @param offset the offset of its first byte
   * @param size the size in bytes
   */
  public record Place(long at, long offset, int size) {}

  /**
   * A summary of what a request asked for: requests with thousands of inputs are not kept.
   *
   * @param title the file name in the first argument, which is usually what is made; or the output,
   *     if the reader was told how to find it
   * @param arguments the number of arguments
   * @param inputs the number of inputs
   * @param sandboxDir the sandbox directory; empty if there is none
   */
  public record Work(
      Protocol protocol, String title, int arguments, int inputs, String sandboxDir) {}

  /**
   * The answer to a request.
   *
   * @param came where and when it came from the worker
   * @param wasCancelled whether the worker says that it was cancelled
   * @param firstLine the first line of the output; empty if there is none
   */
  public record Answer(Place came, int exitCode, boolean wasCancelled, String firstLine) {}

  /** How this request ended. */
  public Outcome outcome() {
    if (answer == null) {
      return Outcome.UNANSWERED;
    }
    if (answer.wasCancelled()) {
      return Outcome.CANCELLED;
    }
    return answer.exitCode() == 0 ? Outcome.DONE : Outcome.FAILED;
  }

  /** Whether the client asked to cancel it. */
  public boolean isCancelled() {
    return cancelledAt >= 0;
  }

  /** How long the client waited for the answer, in microseconds; -1 if none came. */
  public long micros() {
    return answer == null ? -1 : answer.came().at() - sent.at();
  }
}
