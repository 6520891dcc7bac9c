package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkCancelledException;

/** Tells the person at the client what the handler threw. Loaded only when one throws. */
final class HandlerFailure {
  private HandlerFailure() {}

  static void tell(RequestRun run, Throwable failure) {
    if (run.hasExited()) {
      return; // An exit unwinds the work by an error of its own, which says nothing.
    }
    if (failure instanceof WorkCancelledException && run.cancellation().isCancelled()) {
      return; // The work has heeded its token.
    }
    if (failure instanceof FlagfileException) {
      run.out().println(failure.getMessage());
    } else {
      FailureTrace.print(failure, run.out());
    }
  }
}
