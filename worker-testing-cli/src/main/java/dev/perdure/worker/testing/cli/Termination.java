package dev.perdure.worker.testing.cli;

import dev.perdure.worker.testing.record.RecordedWorker;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Passes SIGTERM on to a recorded worker, and ends this process as the worker ends. Ctrl-C does the
 * same.
 */
final class Termination {
  private final CompletableFuture<RecordedWorker> worker = new CompletableFuture<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  private Termination() {}

  /**
   * Starts a worker and waits for its end; returns its exit code.
   *
   * @throws Exception what {@code start} throws
   */
  static int awaitEnd(Callable<RecordedWorker> start) throws Exception {
    Termination termination = new Termination();
    // Before the start: a client may send a signal as soon as it has heard of the worker.
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
      // Nothing any more, unless it failed: then there is nothing to wait for.
      end.cancel(false);
      worker.cancel(false);
    }
  }

  private void onSignal() {
    if (end.isDone()) {
      return; // No signal: the program ends by itself.
    }
    try {
      worker.get().terminate();
      // The JVM would end with its own code, 143, and before the last bytes have passed.
      Runtime.getRuntime().halt(end.get());
    } catch (InterruptedException | ExecutionException | CancellationException e) {
      // The start has failed; the JVM goes on to end.
    }
  }
}
