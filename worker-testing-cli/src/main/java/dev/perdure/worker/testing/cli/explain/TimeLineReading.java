package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.recording.RecordMessage;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RequestTitle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds the answer to each request while the events of a recording are read. Not thread-safe. */
final class TimeLineReading {
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<RecordedEvent.Logged> log = new ArrayList<>();
  private final List<RecordedEvent.Held> held = new ArrayList<>();
  // The numbers of the requests that wait for an answer, by id; several only for id 0.
  private final Map<Integer, Deque<Integer>> open = new HashMap<>();
  private final String outputOption;
  private OptionalInt exitCode = OptionalInt.empty();
  private boolean released;
  private int inFlight;
  private long end;

  TimeLineReading(String outputOption) {
    this.outputOption = outputOption;
  }

  List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  List<Finding> findings() {
    return findings;
  }

  List<RecordedEvent.Logged> log() {
    return log;
  }

  List<RecordedEvent.Held> held() {
    return held;
  }

  OptionalInt exitCode() {
    return exitCode;
  }

  long end() {
    return end;
  }

  void accept(RecordedEvent event) {
    end = Math.max(end, event.at());
    if (event instanceof RecordedEvent.Request request) {
      if (request.request().cancel()) {
        cancelled(request);
      } else {
        sent(request);
      }
    } else if (event instanceof RecordedEvent.Answer answer) {
      answered(answer);
    } else if (event instanceof RecordedEvent.Malformed malformed) {
      malformed(malformed);
    } else if (event instanceof RecordedEvent.Logged logged) {
      log.add(logged);
    } else if (event instanceof RecordedEvent.Held held) {
      this.held.add(held);
    } else if (event instanceof RecordedEvent.Exited exited) {
      exited(exited);
    } else {
      // The client is leaving, and awaits no more answers (F18).
      released |=
          event instanceof RecordedEvent.Signalled
              || event.equals(new RecordedEvent.StreamEnded(event.at(), RecordedStream.IN));
    }
  }

  private void sent(RecordedEvent.Request event) {
    int id = event.request().requestId();
    Deque<Integer> waiting = open.computeIfAbsent(id, key -> new ArrayDeque<>());
    if (id != 0 && !waiting.isEmpty()) {
      found(event.at(), RecordMessage.FOUND_ID_AGAIN, id, waiting.peek());
      waiting.clear();
      inFlight--;
    }
    inFlight++;
    int number = requests.size() + 1;
    waiting.add(number);
    requests.add(
        new RecordedRequest(
            number,
            id,
            work(event.request(), event.protocol()),
            new RecordedRequest.Place(event.at(), event.offset(), event.size()),
            -1,
            null,
            inFlight));
  }

  private void cancelled(RecordedEvent.Request event) {
    Integer number = open.getOrDefault(event.request().requestId(), new ArrayDeque<>()).peek();
    // A cancel can come after the answer was sent (F17).
    if (number != null) {
      RecordedRequest request = requests.get(number - 1);
      requests.set(
          number - 1,
          new RecordedRequest(
              number,
              request.requestId(),
              request.work(),
              request.sent(),
              event.at(),
              null,
              request.inFlight()));
    }
  }

  private void answered(RecordedEvent.Answer event) {
    int id = event.response().requestId();
    Integer number = open.getOrDefault(id, new ArrayDeque<>()).poll();
    if (number == null) {
      boolean known = open.containsKey(id);
      found(
          event.at(),
          known ? RecordMessage.FOUND_SECOND_ANSWER : RecordMessage.FOUND_FOREIGN_ANSWER,
          id,
          event.offset());
      return;
    }
    inFlight--;
    RecordedRequest request = requests.get(number - 1);
    if (event.response().wasCancelled() && !request.isCancelled()) {
      found(event.at(), RecordMessage.FOUND_UNASKED_CANCEL, number);
    }
    requests.set(
        number - 1,
        new RecordedRequest(
            number,
            id,
            request.work(),
            request.sent(),
            request.cancelledAt(),
            new RecordedRequest.Answer(
                new RecordedRequest.Place(event.at(), event.offset(), event.size()),
                event.response().exitCode(),
                event.response().wasCancelled(),
                event.response().output().lines().findFirst().orElse("")),
            request.inFlight()));
  }

  private void malformed(RecordedEvent.Malformed event) {
    found(
        event.at(),
        event.stream() == RecordedStream.IN
            ? RecordMessage.FOUND_BAD_REQUEST
            : RecordMessage.FOUND_BAD_ANSWER,
        event.offset(),
        event.problem());
  }

  private void exited(RecordedEvent.Exited event) {
    exitCode = OptionalInt.of(event.exitCode());
    if (!released && inFlight > 0) {
      found(event.at(), RecordMessage.FOUND_UNANSWERED, event.exitCode(), inFlight);
    }
  }

  private void found(long at, RecordMessage message, Object... parts) {
    findings.add(new Finding(at, message.text(parts)));
  }

  private RecordedRequest.Work work(WorkRequest request, Protocol protocol) {
    return new RecordedRequest.Work(
        protocol,
        RequestTitle.of(request, outputOption),
        request.arguments().size(),
        request.inputs().size(),
        request.sandboxDir());
  }
}
