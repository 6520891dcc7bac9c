package dev.perdure.worker.testing.cli.record;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Passes SIGTERM on to a recorded worker, and ends this process like the worker. Ctrl-C has the
 * same effect.
 */
final class Termination {
  private final CompletableFuture<RecordedWorker> worker = new CompletableFuture<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  private Termination() {}

  /**
   * Starts a worker and waits for its end; returns its exit code.
   *
   * @throws Exception if {@code start} throws it
   */
  static int awaitEnd(Callable<RecordedWorker> start) throws Exception {
    Termination termination = new Termination();
    // Before the start: a client may send a signal at any time after that.
    Runtime.getRuntime().addShutdownHook(new Thread(termination::onSignal, "recorder signal"));
    return termination.run(start);
  }

  private int run(Callable<RecordedWorker> start) throws Exception {
    try {
      RecordedWorker started = start.call();
      worker.complete(started);
      int exitCode = started.awaitEnd();
      end.complete(exitCode);
      return exitCode;
    } finally {
      // Has no effect, except after a failure: then there is nothing to wait for.
      end.cancel(false);
      worker.cancel(false);
    }
  }

  private void onSignal() {
    if (end.isDone()) {
      return; // There was no signal: the program is ending by itself.
    }
    try {
      worker.get().terminate();
      // Otherwise the JVM would end with its own code, 143, before the last bytes are passed on.
      Runtime.getRuntime().halt(end.get());
    } catch (InterruptedException | ExecutionException | CancellationException e) {
      // The start has failed; the JVM goes on ending.
    }
  }
}
