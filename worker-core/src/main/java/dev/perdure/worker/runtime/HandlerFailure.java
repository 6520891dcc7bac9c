package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkCancelledException;

/** Tells the client's user what the handler threw. Loaded only when one throws. */
final class HandlerFailure {
  private HandlerFailure() {}

  static void tell(RequestRun run, Throwable failure) {
    if (run.hasExited()) {
      return; // The error by which an exit unwinds the work needs no report.
    }
    if (failure instanceof WorkCancelledException && run.cancellation().isCancelled()) {
      return; // The work has reacted to its token.
    }
    if (failure instanceof FlagfileException) {
      run.out().println(failure.getMessage());
    } else {
      FailureTrace.print(failure, run.out());
    }
  }
}
