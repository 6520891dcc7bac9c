package dev.perdure.worker;

import java.util.Objects;

/**
 * The answer to one request.
 *
 * @param exitCode the exit code of the work; 0 is success
 * @param output what the work printed, for the client's user
 * @param requestId the id of the request that this answers
 * @param wasCancelled true if the work was given up because the client cancelled it (F14)
 */
public record WorkResponse(int exitCode, String output, int requestId, boolean wasCancelled) {
  public WorkResponse {
    Objects.requireNonNull(output, "output");
  }

  /** The answer for work that ran to its end. */
  public static WorkResponse of(int requestId, int exitCode, String output) {
    return new WorkResponse(exitCode, output, requestId, false);
  }

  /** The answer to a request that was given up because the client cancelled it. */
  public static WorkResponse cancelled(int requestId) {
    return new WorkResponse(0, "", requestId, true);
  }
}
