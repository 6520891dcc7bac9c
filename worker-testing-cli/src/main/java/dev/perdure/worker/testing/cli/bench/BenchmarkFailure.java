package dev.perdure.worker.testing.cli.bench;

/** A worker could not be measured. The message says why, and has the end of the worker's log. */
final class BenchmarkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchmarkFailure(String message) {
    super(message);
  }
}
