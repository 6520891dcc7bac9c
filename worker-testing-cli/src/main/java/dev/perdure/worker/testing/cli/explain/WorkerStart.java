package dev.perdure.worker.testing.cli.explain;

/** What a worker costs before it is of use: from the start of the process to its first answer. */
final class WorkerStart {
  private WorkerStart() {}

  /** How long that took, in microseconds; -1 if there is no answer. */
  static long micros(TimeLine timeLine) {
    return timeLine.requests().stream()
        .filter(request -> request.micros() >= 0)
        .mapToLong(WorkerStart::answeredAt)
        .min()
        .orElse(-1);
  }

  private static long answeredAt(RecordedRequest request) {
    return request.sent().at() + request.micros();
  }
}
