package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import dev.perdure.worker.testing.cli.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a worker did and when: the requests and the problems of a recording. Immutable.
 *
 * <p>It knows when a request and its answer came, but not when a multiplex worker began to work on
 * it.
 */
public final class TimeLine {
  private final RecordingHeader header;
  private final List<RecordedRequest> requests;
  private final List<Finding> findings;
  private final List<RecordedEvent.Logged> log;
  private final List<RecordedEvent.Held> held;
  private final OptionalInt exitCode;
  private final long end;

  TimeLine(RecordingHeader header, TimeLineReading reading) {
    this.header = header;
    requests = reading.requests();
    findings = List.copyOf(reading.findings());
    log = List.copyOf(reading.log());
    held = List.copyOf(reading.held());
    exitCode = reading.exitCode();
    end = reading.end();
  }

  /**
   * Reads a log.
   *
   * @throws RecordingException if the file is not a log
   */
  public static TimeLine of(Path log) throws IOException {
    return of(log, "");
  }

  /**
   * Reads a log, and names each request by its output. A request without that option is named by
   * its first argument.
   *
   * @param outputOption the option that comes before the output, such as {@code -d}, or the
   *     beginning of the argument that names it, such as {@code --out=}; empty if there is none
   * @throws RecordingException if the file is not a log
   */
  public static TimeLine of(Path log, String outputOption) throws IOException {
    try (RecordingReader reader = RecordingReader.open(log)) {
      TimeLineReading reading = new TimeLineReading(outputOption);
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        reading.accept(event);
      }
      return new TimeLine(reader.header(), reading);
    }
  }

  /** How the worker was started. */
  public RecordingHeader header() {
    return header;
  }

  /** All requests except cancellations, in the order in which they came. */
  public List<RecordedRequest> requests() {
    return requests;
  }

  /** The problems for a client, in the order of time. */
  public List<Finding> findings() {
    return findings;
  }

  /** What the worker wrote to standard error, piece by piece. */
  public List<RecordedEvent.Logged> log() {
    return log;
  }

  /** The times when one side did not read what the other wrote. */
  public List<RecordedEvent.Held> held() {
    return held;
  }

  /** The worker's exit code; empty if the recording ends before the worker. */
  public OptionalInt exitCode() {
    return exitCode;
  }

  /** The time of the last event, in microseconds from the worker's start. */
  public long end() {
    return end;
  }

  /**
   * For how many microseconds the worker had no request, between its first request and its last
   * answer.
   */
  public long idleMicros() {
    long idle = 0;
    long busyUntil = -1;
    for (RecordedRequest request : requests) {
      long came = request.sent().at();
      if (busyUntil >= 0 && came > busyUntil) {
        idle += came - busyUntil;
      }
      long answered = request.micros() < 0 ? end : came + request.micros();
      busyUntil = Math.max(busyUntil, answered);
    }
    return idle;
  }
}
