package dev.perdure.worker.testing.cli;

import dev.perdure.worker.testing.record.RecordedWorker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Passes SIGTERM on to a recorded worker, and ends this process as the worker ends. Ctrl-C does the
 * same.
 */
final class Termination {
  private final RecordedWorker worker;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  private Termination(RecordedWorker worker) {
    this.worker = worker;
  }

  static Termination passOnTo(RecordedWorker worker) {
    Termination termination = new Termination(worker);
    Runtime.getRuntime().addShutdownHook(new Thread(termination::onSignal, "recorder signal"));
    return termination;
  }

  /** Waits for the worker's end; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    int exitCode = worker.awaitEnd();
    end.complete(exitCode);
    return exitCode;
  }

  private void onSignal() {
    if (end.isDone()) {
      return; // No signal: the program ends by itself.
    }
    worker.terminate();
    try {
      // The JVM would end with its own code, 143, and before the last bytes have passed.
      Runtime.getRuntime().halt(end.get());
    } catch (InterruptedException | ExecutionException e) {
      // Neither happens; the JVM goes on to end.
    }
  }
}
