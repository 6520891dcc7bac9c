package dev.perdure.worker.testing.record;

import dev.perdure.worker.testing.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One request of a recording, from its coming to its answer. Times are microseconds from the
 * worker's start.
 *
 * @param number its place among all, from 1 on
 * @param requestId 0 for singleplex
 * @param work what it asked for
 * @param sent where and when it came from the client
 * @param cancelledAt when the client cancelled it; -1 if it did not
 * @param answer what came for it; null if nothing did
 * @param inFlight how many requests the worker had, this one included, when it came
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
    /** With another exit code. */
    FAILED,
    /** The worker says that it gave it up. */
    CANCELLED,
    /** No answer came. */
    UNANSWERED
  }

  /**
   * A message in its stream.
   *
   * @param at when its last byte came
   * @param offset of its first byte
   * @param size in bytes
   */
  public record Place(long at, long offset, int size) {}

  /**
   * What a request asked for, in short: requests of thousands of inputs are not kept.
   *
   * @param title the file name in the first argument, which is mostly what is made
   * @param arguments how many
   * @param inputs how many
   * @param sandboxDir empty if there is none
   */
  public record Work(
      Protocol protocol, String title, int arguments, int inputs, String sandboxDir) {}

  /**
   * The answer of a request.
   *
   * @param came where and when it came from the worker
   * @param wasCancelled as the worker says
   * @param firstLine of the output; empty if there is none
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

  /** True if the client asked to cancel it. */
  public boolean isCancelled() {
    return cancelledAt >= 0;
  }

  /** How long the client waited for the answer, in microseconds; -1 if none came. */
  public long micros() {
    return answer == null ? -1 : answer.came().at() - sent.at();
  }
}
