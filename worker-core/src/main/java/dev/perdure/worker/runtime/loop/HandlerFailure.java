package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkFailedException;
import dev.perdure.worker.runtime.arguments.InvalidRequestException;
import dev.perdure.worker.runtime.log.FailureTrace;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.PrintStream;

/** Tells the client's user what the handler threw. Loaded only when one throws. */
public final class HandlerFailure {
  private static final int FAILED = 1;

  private HandlerFailure() {}

  /** Prints the failure into the request's output, and returns the exit code of its answer. */
  static int tell(RequestRun run, Throwable failure) {
    if (run.hasExited()) {
      return FAILED; // The error by which an exit unwinds the work needs no report.
    }
    if (failure instanceof WorkCancelledException && run.cancellation().isCancelled()) {
      return FAILED; // The work has reacted to its token.
    }
    return tell(failure, run.out());
  }

  /** Prints the failure, and returns the exit code for it. */
  public static int tell(Throwable failure, PrintStream out) {
    if (failure instanceof WorkFailedException known) {
      out.println(known.getMessage());
      return known.exitCode();
    }
    if (failure instanceof InvalidRequestException) {
      out.println(failure.getMessage());
    } else {
      FailureTrace.print(failure, out);
    }
    return FAILED;
  }
}
