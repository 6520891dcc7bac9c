package dev.perdure.worker.testing.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordingReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar in front of a worker, as a client meets it. */
@Timeout(60)
class RecordIT {
  /** Answers each line; says on SIGTERM that it heard it. */
  private static final String WORKER =
      "trap 'echo heard >&2; exit 9' TERM; echo ready; while read line; do echo \"got $line\"; done;"
          + " exit 3";

  @TempDir Path directory;
  private Process process;

  @AfterEach
  void end() throws InterruptedException {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void client_seesTheWorkersBytesAndExitCode() throws Exception {
    start("sh", "-c", WORKER);
    try (OutputStream requests = process.getOutputStream()) {
      requests.write("one\ntwo\n".getBytes(UTF_8));
    }
    assertThat(process.getInputStream().readAllBytes())
        .asString(UTF_8)
        .isEqualTo("ready\ngot one\ngot two\n");
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(events()).last().isInstanceOf(RecordedEvent.Exited.class);
  }

  @Test
  void garbage_passesAsItIs() throws Exception {
    long seed = Long.getLong("perdure.seed", System.nanoTime());
    byte[] noise = new byte[1 << 20];
    new Random(seed).nextBytes(noise);
    start("cat");
    CompletableFuture<byte[]> back = CompletableFuture.supplyAsync(this::output);
    try (OutputStream requests = process.getOutputStream()) {
      requests.write(noise);
    }
    assertThat(back.get()).as("seed %d", seed).isEqualTo(noise);
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void sigterm_reachesTheWorkerAndItsExitCodeTheClient() throws Exception {
    start("sh", "-c", WORKER);
    BufferedReader answers = reader();
    assertThat(answers.readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    // The shell acts on the signal when its read returns.
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    assertThat(process.waitFor()).isEqualTo(9);
    assertThat(process.getErrorStream().readAllBytes()).asString(UTF_8).contains("heard");
    assertThat(events()).anyMatch(event -> event instanceof RecordedEvent.Signalled);
  }

  @Test
  void killedRecorder_leavesTheLogAndNoWorker() throws Exception {
    start("sh", "-c", WORKER);
    BufferedReader answers = reader();
    assertThat(answers.readLine()).isEqualTo("ready");
    process.getOutputStream().write("{}\n".getBytes(UTF_8));
    process.getOutputStream().flush();
    assertThat(answers.readLine()).isEqualTo("got {}");
    awaitLog("\"out\"", 2);
    List<ProcessHandle> workers = process.descendants().toList();

    process.destroyForcibly().waitFor();

    // Its input has ended, which is all that a killed client leaves (F18).
    for (ProcessHandle worker : workers) {
      worker.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(events()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void argumentFileOfTheWorker_isLeftToIt() throws Exception {
    Path file = Files.writeString(directory.resolve("args"), "read by the wrong program");
    start("sh", "-c", "echo \"$1\"", "sh", "@" + file);

    assertThat(process.getInputStream().readAllBytes())
        .asString(UTF_8)
        .isEqualTo("@" + file + "\n");
  }

  @Test
  void commandThatIsNot_is127AsInAShell() throws Exception {
    start("/no/such/worker");
    assertThat(process.waitFor()).isEqualTo(ExitCodes.NOT_STARTED);
    assertThat(process.getErrorStream().readAllBytes())
        .asString(UTF_8)
        .startsWith("perdure: the worker can't be started: ")
        .doesNotContain("\tat ");
  }

  private void start(String... command) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("cli.jar"),
                "record",
                "--to",
                log().toString(),
                "--"));
    all.addAll(List.of(command));
    process = new ProcessBuilder(all).start();
  }

  private byte[] output() {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BufferedReader reader() {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private Path log() {
    return directory.resolve("log.jsonl");
  }

  /** The log is written beside the bytes, not before them: it comes when it comes. */
  private void awaitLog(String text, int times) throws IOException {
    while (Files.readString(log()).split(text, -1).length <= times && !Thread.interrupted()) {
      Thread.onSpinWait();
    }
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
