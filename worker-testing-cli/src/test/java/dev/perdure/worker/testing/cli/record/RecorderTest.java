package dev.perdure.worker.testing.cli.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.recording.Frames;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import dev.perdure.worker.testing.cli.recording.RecordingReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecorderTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void anyBytes_passUnchangedAndAreInTheLog() throws Exception {
    long seed = Long.getLong("perdure.seed", System.nanoTime());
    byte[] noise = new byte[3_000_000];
    new Random(seed).nextBytes(noise);

    int exitCode = record(Recorder.to(log()), noise, "sh", "-c", "tee /dev/stderr; exit 5");

    assertThat(exitCode).isEqualTo(5);
    assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(noise);
    assertThat(err.toByteArray()).as("seed %d", seed).isEqualTo(noise);
    for (String stream : List.of("in", "out", "err")) {
      assertThat(logged(stream)).as("seed %d, %s", seed, stream).isEqualTo(noise);
    }
  }

  @Test
  void endOfInput_reachesTheWorkerAndTheLog() throws Exception {
    record(Recorder.to(log()), new byte[0], "sh", "-c", "cat; echo over >&2");

    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("over\n");
    assertThat(events())
        .anyMatch(
            event ->
                event instanceof RecordedEvent.StreamEnded ended
                    && ended.stream() == RecordedStream.IN)
        .last()
        .isInstanceOf(RecordedEvent.Exited.class);
  }

  /** A worker that sees the end may end at once, and the log with it. */
  @Test
  void endOfAStream_isLoggedBeforeItIsPassedOn() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    boolean[] logged = new boolean[1];
    OutputStream client =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (!logged[0] && System.nanoTime() < deadline) {
              LockSupport.parkNanos(1_000_000);
              logged[0] = file.toString(StandardCharsets.UTF_8).contains("\"end\":\"out\"");
            }
          }
        };
    Recorder.to(log())
        .start(List.of("true"), file, InputStream.nullInputStream(), client, err)
        .awaitEnd();
    assertThat(logged[0]).isTrue();
  }

  @Test
  void sigterm_reachesTheWorkerAndTheLog() throws Exception {
    PipedInputStream in = new PipedInputStream();
    try (PipedOutputStream client = new PipedOutputStream(in);
        PipedInputStream answers = new PipedInputStream();
        PipedOutputStream answersIn = new PipedOutputStream(answers)) {
      RecordedWorker worker =
          Recorder.to(log())
              .start(
                  List.of("sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do read x; done"),
                  in,
                  answersIn,
                  err);
      assertThat(answers.readNBytes(6)).asString().isEqualTo("ready\n");
      worker.terminate();
      assertThat(worker.awaitEnd()).isEqualTo(7);
      client.flush();
    }
    assertThat(events()).anyMatch(event -> event instanceof RecordedEvent.Signalled);
  }

  @Test
  void workerThatClosesItsOutput_closesTheClients() throws Exception {
    boolean[] closed = new boolean[1];
    ByteArrayOutputStream watched =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    RecordedWorker worker =
        Recorder.to(log())
            .start(
                List.of("sh", "-c", "exec >&-; cat"), InputStream.nullInputStream(), watched, err);
    worker.awaitEnd();
    assertThat(closed[0]).isTrue();
  }

  @Test
  void secrets_areInNoLineOfTheLog() throws Exception {
    byte[] request =
        Frames.request(Protocol.JSON, 1, "--token=s3cret", "plain", "--key=s3cret&s3cret");
    byte[] input = Frames.join(request, Frames.utf8("s3cret garbage"));

    record(
        Recorder.to(log()).mask(Pattern.compile("--token=(.*)")).mask(Pattern.compile("s3cret")),
        input,
        "sh",
        "-c",
        "read r; printf 's3c' >&2; echo 'ret in the log' >&2;"
            + " echo '{\"output\":\"key s3cret\",\"requestId\":1}'; : --token=s3cret");

    assertThat(Files.readString(log())).doesNotContain("s3cret");
    assertThat(Files.readString(log()))
        .doesNotContain(Base64.getEncoder().encodeToString(Frames.utf8("s3cret")).substring(0, 6));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("key s3cret");
    List<RecordedEvent> events = events();
    assertThat(events)
        .filteredOn(RecordedEvent.Request.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              WorkRequest came = ((RecordedEvent.Request) event).request();
              assertThat(came.arguments()).containsExactly("--token=***", "plain", "--key=***&***");
              assertThat(((RecordedEvent.Request) event).size()).isEqualTo(request.length - 1);
            });
    assertThat(events)
        .anyMatch(
            event ->
                event instanceof RecordedEvent.Logged logged
                    && logged.text().equals("*** in the log\n"))
        .anyMatch(
            event ->
                event instanceof RecordedEvent.Answer answer
                    && answer.response().output().equals("key ***"))
        .anyMatch(event -> event instanceof RecordedEvent.Malformed);
  }

  @Test
  void existingLog_isKept() throws Exception {
    Files.writeString(log(), "precious");
    assertThatThrownBy(() -> record(Recorder.to(log()), new byte[0], "true"))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("log-exists");
    assertThat(log()).hasContent("precious");
  }

  @Test
  void directory_getsAFileForEachWorker() throws Exception {
    record(Recorder.to(directory), new byte[0], "true");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).singleElement().asString().endsWith(".jsonl");
    }
  }

  @Test
  void fullDisk_stopsTheLogAndNothingElse() throws Exception {
    OutputStream full =
        new OutputStream() {
          private int lines;

          @Override
          public void write(int b) throws IOException {
            lines += b == '\n' ? 1 : 0;
            if (lines > 1) {
              throw new IOException("No space left on device");
            }
          }
        };
    int exitCode =
        Recorder.to(log())
            .start(
                List.of("sh", "-c", "cat; exit 4"),
                full,
                new ByteArrayInputStream(Frames.utf8("bytes")),
                out,
                err)
            .awaitEnd();

    assertThat(exitCode).isEqualTo(4);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("bytes");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "the recording stopped, the worker goes on: No space left on device [log-stopped]\n");
  }

  @Test
  void commandThatIsNot_leavesNoLog() {
    assertThatThrownBy(() -> record(Recorder.to(log()), new byte[0], "/no/such/worker"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such/worker");
    assertThat(log()).doesNotExist();
  }

  private int record(Recorder recorder, byte[] input, String... command) throws Exception {
    return recorder.start(List.of(command), new ByteArrayInputStream(input), out, err).awaitEnd();
  }

  private Path log() {
    return directory.resolve("log.jsonl");
  }

  private byte[] logged(String stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pattern piece = Pattern.compile("\\{\"at\":\\d+,\"" + stream + "\":\"([^\"]*)\".*");
    for (String line : Files.readAllLines(log())) {
      var matcher = piece.matcher(line);
      if (matcher.matches()) {
        bytes.writeBytes(Base64.getDecoder().decode(matcher.group(1)));
      }
    }
    return bytes.toByteArray();
  }

  private List<RecordedEvent> events() throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(log())) {
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }
}
