package dev.perdure.worker.testing.cli.replay;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.cli.recording.RecordMessage;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordingReader;
import dev.perdure.worker.testing.cli.recording.RequestTitle;
import dev.perdure.worker.testing.cli.recording.StartClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A replay that is running. Not thread-safe. */
final class ReplayRun {
  private final ReplayRoot root;
  private final Replay.Pace pace;
  private final List<Pattern> ignored;
  // The requests that are not answered yet, by id; several only for id 0.
  private final Map<Integer, Deque<WorkRequest>> open = new HashMap<>();
  private final Set<Integer> cancelledIds = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private StartClock clock = StartClock.running();
  private int requests;
  private int equal;
  private int cancelled;
  private long recordedMicros;
  private long micros;

  ReplayRun(ReplayRoot root, Replay.Pace pace, List<Pattern> ignored) {
    this.root = root;
    this.pace = pace;
    this.ignored = ignored;
  }

  ReplayReport play(RecordingReader reader, WorkerHarness.Builder builder)
      throws IOException, InterruptedException {
    clock = StartClock.running();
    try (WorkerHarness worker = builder.start()) {
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        if (event instanceof RecordedEvent.Request request) {
          send(request, worker);
        } else if (event instanceof RecordedEvent.Answer answer && !await(answer, worker)) {
          break;
        }
      }
      worker.end();
    }
    return report();
  }

  private void send(RecordedEvent.Request event, WorkerHarness worker)
      throws IOException, InterruptedException {
    if (pace == Replay.Pace.RECORDED) {
      awaitTime(event.at());
    }
    WorkRequest request = event.request();
    Deque<WorkRequest> waiting =
        open.computeIfAbsent(request.requestId(), id -> new ArrayDeque<>());
    if (request.cancel()) {
      if (!waiting.isEmpty()) {
        cancelledIds.add(request.requestId());
      }
    } else {
      requests++;
      if (request.requestId() != 0) {
        waiting.clear(); // Newest wins (F13).
        cancelledIds.remove(request.requestId());
      }
      waiting.add(request);
      root.prepare(request);
    }
    worker.send(request);
  }

  /** Waits for the answer that the recording has here; false if none comes. */
  private boolean await(RecordedEvent.Answer event, WorkerHarness worker) throws IOException {
    WorkResponse expected = event.response();
    WorkRequest request = open.getOrDefault(expected.requestId(), new ArrayDeque<>()).poll();
    if (request == null) {
      return true; // The recording's worker answered twice.
    }
    WorkResponse came;
    try {
      came = worker.await(expected.requestId());
    } catch (WorkerFailure e) {
      differences.add(
          RecordMessage.ANSWER_MISSING.text(
              expected.requestId(), RequestTitle.of(request), String.valueOf(e.getMessage())));
      return false;
    }
    micros = clock.micros();
    recordedMicros = event.at();
    root.collect(request);
    compare(request, expected, came);
    return true;
  }

  private void compare(WorkRequest request, WorkResponse expected, WorkResponse came) {
    if (cancelledIds.remove(expected.requestId())) {
      cancelled++;
      return;
    }
    String difference = difference(expected, came);
    if (difference.isEmpty()) {
      equal++;
    } else {
      differences.add(
          RecordMessage.ANSWER_DIFFERS.text(
              equal + differences.size() + cancelled + 1,
              expected.requestId(),
              RequestTitle.of(request),
              difference));
    }
  }

  private String difference(WorkResponse expected, WorkResponse came) {
    if (expected.exitCode() != came.exitCode()) {
      return "exit code "
          + came.exitCode()
          + " instead of "
          + expected.exitCode()
          + ", output: "
          + came.output();
    }
    if (expected.wasCancelled() != came.wasCancelled()) {
      return came.wasCancelled() ? "it was cancelled" : "it was not cancelled";
    }
    String before = normalize(expected.output());
    String now = normalize(came.output());
    return before.equals(now) ? "" : "output\n" + now + "\ninstead of\n" + before;
  }

  private String normalize(String output) {
    String text = output.replace(root.path().toString(), root.recorded().toString());
    for (Pattern pattern : ignored) {
      text = pattern.matcher(text).replaceAll("");
    }
    return text;
  }

  private ReplayReport report() throws IOException {
    int equalOutputs = 0;
    List<String> others = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Path output : root.made()) {
      Path before = root.recorded().resolve(output);
      if (!Files.isRegularFile(before)) {
        unknown.add(output.toString());
        continue;
      }
      long mismatch = Files.mismatch(before, root.path().resolve(output));
      if (mismatch < 0) {
        equalOutputs++;
      } else {
        others.add(RecordMessage.OUTPUT_DIFFERS.text(output, root.recorded(), mismatch));
      }
    }
    return new ReplayReport(
        requests,
        equal,
        cancelled,
        differences,
        equalOutputs,
        others,
        unknown,
        recordedMicros,
        micros);
  }

  /** Waits until as much time has passed as in the recording. */
  private void awaitTime(long at) throws InterruptedException {
    // Nobody opens this latch: it only waits, and an interrupt ends the wait.
    new CountDownLatch(1).await(Math.max(0, at - clock.micros()), TimeUnit.MICROSECONDS);
  }
}
