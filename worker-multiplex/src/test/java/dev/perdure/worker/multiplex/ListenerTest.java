package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of requests, over both loops. */
@Timeout(60)
@ParameterizedClass
@ValueSource(booleans = {false, true})
class ListenerTest {
  @Parameter boolean multiplex;

  @TempDir Path directory;

  private Worker worker(WorkHandler handler) {
    Worker worker = Worker.of(handler);
    return multiplex ? worker.multiplex(Multiplex.create().slots(2)) : worker;
  }

  private static final class Recorder implements WorkerListener {
    final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void received(WorkRequest request) {
      calls.add("received " + request.requestId());
    }

    @Override
    public void started(WorkRequest request) {
      calls.add("started " + request.requestId());
    }

    @Override
    public void finished(WorkRequest request, WorkResponse response) {
      calls.add(
          "finished " + request.requestId() + " " + response.exitCode() + response.wasCancelled());
    }

    @Override
    public void ended(int exitCode) {
      calls.add("ended " + exitCode);
    }
  }

  @Test
  void listener_isToldOfEachStepInOrder() throws Exception {
    Recorder recorder = new Recorder();
    WireClient client =
        WireClient.of(
            Protocol.PROTO, worker(context -> context.requestId() + 1).listener(recorder));
    for (int id = 1; id <= 2; id++) {
      client.work(id);
      client.await();
      client.cancel(id);
    }
    assertThat(client.end()).isZero();
    assertThat(recorder.calls)
        .containsExactly(
            "received 1",
            "started 1",
            "finished 1 2false",
            "received 2",
            "started 2",
            "finished 2 3false",
            "ended 0");
  }

  @Test
  void cancelledWork_isFinishedAsCancelled() throws Exception {
    Gate gate = new Gate();
    Recorder recorder = new Recorder();
    WireClient client =
        WireClient.of(
            Protocol.PROTO,
            worker(
                    context -> {
                      gate.pass();
                      return 0;
                    })
                .listener(recorder));
    client.work(1);
    gate.await(1);
    client.cancel(1);
    client.await();
    client.end();
    assertThat(recorder.calls).contains("finished 1 0true");
  }

  @Test
  void listenerThatThrows_isLoggedAndTheNextIsTold() throws Exception {
    Recorder recorder = new Recorder();
    WorkerListener broken =
        new WorkerListener() {
          @Override
          public void started(WorkRequest request) {
            throw new IllegalStateException("broken listener");
          }
        };
    WireClient client =
        WireClient.of(Protocol.PROTO, worker(context -> 0).listener(broken).listener(recorder));
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    client.end();
    assertThat(client.log()).contains("broken listener").contains("[listener-failed]");
    assertThat(recorder.calls).contains("started 1", "finished 1 0false");
  }

  @Test
  void trace_isJsonWithALaneForEachSlot() throws Exception {
    Path file = directory.resolve("trace-%p.json");
    Gate gate = new Gate();
    WireClient client =
        WireClient.of(
            Protocol.PROTO,
            worker(
                    context -> {
                      if (multiplex) {
                        gate.pass();
                      }
                      return context.requestId();
                    })
                .trace(file));
    client.work(1);
    client.work(2);
    if (multiplex) {
      gate.await(2);
      gate.open(2);
    }
    client.await(2);
    Path written = directory.resolve("trace-" + ProcessHandle.current().pid() + ".json");
    // As a worker that is killed leaves it: without the closing bracket, which readers add.
    String killed = Files.readString(written, UTF_8);
    assertThat(killed).endsWith("},\n");
    List<JsonElement> blocks = blocks(killed + "{}]");
    client.end();
    List<JsonElement> all = blocks(Files.readString(written, UTF_8));
    assertThat(all).hasSize(2).hasSameSizeAs(blocks);
    Set<Integer> lanes =
        all.stream()
            .map(block -> block.getAsJsonObject().get("tid").getAsInt())
            .collect(Collectors.toSet());
    assertThat(lanes).hasSize(multiplex ? 2 : 1);
    assertThat(all)
        .allSatisfy(
            block -> {
              var fields = block.getAsJsonObject();
              var exitCode = fields.get("args").getAsJsonObject().get("exitCode");
              assertThat(fields.get("name").getAsString())
                  .isEqualTo("request " + exitCode.getAsInt());
              assertThat(fields.get("dur").getAsLong()).isNotNegative();
            });
    assertThat(killed).contains("\"thread_name\"").contains(multiplex ? "perdure-slot-1" : "work");
  }

  private static List<JsonElement> blocks(String text) {
    JsonArray events = JsonParser.parseString(text).getAsJsonArray();
    return StreamSupport.stream(events.spliterator(), false)
        .filter(each -> each.getAsJsonObject().has("dur"))
        .toList();
  }

  @Test
  void traceThatCanNotBeWritten_isLoggedAndTheWorkIsDone() throws Exception {
    WireClient client =
        WireClient.of(
            Protocol.PROTO, worker(context -> 0).trace(directory.resolve("no/such/directory")));
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    client.end();
    assertThat(client.log()).contains("[listener-failed]");
  }

  @Test
  void flightRecording_hasRequestsCodecAndIdleTimes() throws Exception {
    Path file = directory.resolve("worker.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.perdure.worker.Request").withoutThreshold();
      recording.enable("dev.perdure.worker.Idle").withoutThreshold();
      recording.enable("dev.perdure.worker.Codec").withoutThreshold();
      recording.start();
      try (WireClient client =
          WireClient.of(Protocol.PROTO, worker(context -> 3).flightRecording())) {
        client.work(1, "a", "b");
        client.await();
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("Request"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInt("requestId")).isEqualTo(1);
              assertThat(event.getInt("exitCode")).isEqualTo(3);
              assertThat(event.getInt("arguments")).isEqualTo(2);
            });
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("Idle"))
        .isNotEmpty();
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("Codec"))
        .extracting(event -> event.getInt("requestId"), event -> event.getBoolean("decoded"))
        .containsExactlyInAnyOrder(tuple(1, true), tuple(1, false));
  }
}
