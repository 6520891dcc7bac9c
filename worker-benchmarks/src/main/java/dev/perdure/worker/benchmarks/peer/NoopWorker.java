package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.Worker;

/** A worker that does nothing, as the README's ten lines write it. */
public final class NoopWorker {
  private NoopWorker() {}

  public static void main(String[] args) {
    System.exit(Worker.of(context -> 0).multiplex().run(args));
  }
}
