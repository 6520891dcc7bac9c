package dev.perdure.worker.testing.cli.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a recording without a long pause, often one build. Times are in microseconds.
 *
 * @param start when its first request came; 0, the start of the process, if that was soon
 * @param last the end of the recording, until which a missing answer was awaited
 */
record Stretch(long start, long length, List<RecordedRequest> requests, long last) {
  /** The length from which on a pause is not drawn. */
  private static final long PAUSE_MICROS = 3_000_000;

  private static final int MARKS = 9;

  static List<Stretch> of(TimeLine timeLine) {
    List<Stretch> stretches = new ArrayList<>();
    List<RecordedRequest> requests = new ArrayList<>();
    long end = 0;
    long start = 0;
    for (RecordedRequest request : timeLine.requests()) {
      if (request.sent().at() - end > PAUSE_MICROS) {
        if (!requests.isEmpty()) {
          stretches.add(of(start, requests, end, timeLine.end()));
          requests = new ArrayList<>();
        }
        start = request.sent().at();
      }
      requests.add(request);
      end = Math.max(end, endOf(request, timeLine.end()));
    }
    if (!requests.isEmpty()) {
      stretches.add(of(start, requests, end, timeLine.end()));
    }
    return stretches;
  }

  private static Stretch of(long start, List<RecordedRequest> requests, long end, long last) {
    return new Stretch(start, end - start, List.copyOf(requests), last);
  }

  /** When a request was answered, or was no longer awaited. */
  long end(RecordedRequest request) {
    return endOf(request, last);
  }

  private static long endOf(RecordedRequest request, long last) {
    return request.micros() < 0 ? last : request.sent().at() + request.micros();
  }

  /** A round distance between marks: 1, 2 or 5 times a power of ten. */
  static double step(long length) {
    double least = Math.max(1, length) / (double) MARKS;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
