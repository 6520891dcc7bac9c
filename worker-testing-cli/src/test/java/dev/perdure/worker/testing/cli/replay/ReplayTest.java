package dev.perdure.worker.testing.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.cli.record.LogFile;
import dev.perdure.worker.testing.cli.recording.Frames;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker joins two files: arguments are the output and the inputs. */
class ReplayTest {
  @TempDir Path directory;
  private Path recorded;
  private Path root;

  @BeforeEach
  void layOut() throws IOException {
    recorded = Files.createDirectories(directory.resolve("recorded"));
    root = Files.createDirectories(directory.resolve("root"));
    Path sources = Files.createDirectories(directory.resolve("sources"));
    Files.writeString(sources.resolve("a.txt"), "a");
    // As an execution root: sources are linked, and only outputs lie in it.
    Files.createSymbolicLink(recorded.resolve("src"), sources);
    Files.createDirectories(recorded.resolve("out"));
    Files.writeString(recorded.resolve("out/one"), "aa");
    Files.writeString(recorded.resolve("out/two"), "aaa");
  }

  @Test
  void sameWorker_doesTheSame() throws Exception {
    ReplayReport report = Replay.of(twoRequests("joined\\n")).run(root, this::worker);

    assertThat(report.isEqual()).isTrue();
    assertThat(report.equalAnswers()).isEqualTo(2);
    assertThat(report.equalOutputs()).isEqualTo(2);
    assertThat(report.newOutputs()).isEmpty();
    assertThat(root.resolve("out/two")).hasContent("aaa");
    assertThat(root.resolve("src/a.txt")).isSymbolicLink();
  }

  @Test
  void otherAnswer_isTold() throws Exception {
    ReplayReport report = Replay.of(twoRequests("joined in 3 ms\\n")).run(root, this::worker);

    assertThat(report.differences()).hasSize(2);
    assertThat(report.differences().get(0)).contains("one").contains("joined in 3 ms");
    ReplayReport forgiving =
        Replay.of(twoRequests("joined in 3 ms\\n"))
            .ignore(Pattern.compile(" in \\d+ ms"))
            .run(Files.createDirectories(directory.resolve("again")), this::worker);
    assertThat(forgiving.isEqual()).isTrue();
  }

  @Test
  void otherFile_isTold() throws Exception {
    Files.writeString(recorded.resolve("out/two"), "aab");
    ReplayReport report = Replay.of(twoRequests("joined\\n")).run(root, this::worker);

    assertThat(report.differences()).isEmpty();
    assertThat(report.isEqual()).isFalse();
    assertThat(report.otherOutputs()).singleElement().asString().contains("out/two", "from byte 2");
  }

  @Test
  void inputThatTheBuildMade_isCopiedSoThatTheRecordingStays() throws Exception {
    // Made by another worker, read first, and then written.
    Path log =
        LogFile.in(recorded)
            .in(json(1, "out/two", "out/one", "src/a.txt"))
            .out(Frames.answer(Protocol.JSON, 1, 0, "joined\\n"))
            .in(json(2, "out/one", "src/a.txt", "src/a.txt"))
            .out(Frames.answer(Protocol.JSON, 2, 0, "joined\\n"))
            .in(json(3, "out/one", "src/a.txt"))
            .out(Frames.answer(Protocol.JSON, 3, 0, "joined\\n"))
            .write(directory);
    Replay.of(log).run(root, this::worker);

    assertThat(recorded.resolve("out/one")).hasContent("aa");
    assertThat(root.resolve("out/one")).hasContent("a");
  }

  @Test
  void sandboxedRequest_worksInItsDirectory() throws Exception {
    String request =
        "{\"arguments\":[\"out/one\",\"src/a.txt\",\"src/a.txt\"],"
            + "\"inputs\":[{\"path\":\"src/a.txt\"}],"
            + "\"requestId\":1,\"sandboxDir\":\"__sandbox/1/_main\"}";
    Path log =
        LogFile.in(recorded)
            .in(Frames.utf8(request))
            .out(Frames.answer(Protocol.JSON, 1, 0, "joined\\n"))
            .write(directory);
    ReplayReport report = Replay.of(log).run(root, this::worker);

    assertThat(report.isEqual()).isTrue();
    assertThat(report.equalOutputs()).isEqualTo(1);
    assertThat(root.resolve("__sandbox/1/_main")).doesNotExist();
  }

  @Test
  void recordedPace_waitsForItsTime() throws Exception {
    ReplayReport report =
        Replay.of(twoRequests("joined\\n")).pace(Replay.Pace.RECORDED).run(root, this::worker);
    assertThat(report.isEqual()).isTrue();
    assertThat(report.micros()).isGreaterThanOrEqualTo(3000);
  }

  @Test
  void missingDirectory_isTold() throws Exception {
    Path log = twoRequests("joined\\n");
    assertThatThrownBy(
            () -> Replay.of(log).inputsFrom(directory.resolve("no")).run(root, this::worker))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("name another execution root");
  }

  @Test
  void emptyRecording_isTold() throws Exception {
    Path log = LogFile.in(recorded).exit(0).write(directory);
    assertThatThrownBy(() -> Replay.of(log).run(root, this::worker))
        .hasMessageContaining("has no whole request");
  }

  /** The second needs what the first makes. */
  private Path twoRequests(String output) throws IOException {
    return LogFile.in(recorded)
        .in(json(1, "out/one", "src/a.txt", "src/a.txt"))
        .out(Frames.answer(Protocol.JSON, 1, 0, output))
        .in(json(2, "out/two", "out/one", "src/a.txt"))
        .out(Frames.answer(Protocol.JSON, 2, 0, output))
        .end(RecordedStream.IN)
        .exit(0)
        .write(directory);
  }

  private static byte[] json(int id, String output, String... inputs) {
    StringBuilder listed = new StringBuilder();
    for (String input : inputs) {
      listed.append(listed.isEmpty() ? "" : ",").append("{\"path\":\"").append(input).append("\"}");
    }
    return Frames.utf8(
        "{\"arguments\":[\"%s\",\"%s\"],\"inputs\":[%s],\"requestId\":%d}\n"
            .formatted(output, String.join("\",\"", inputs), listed, id));
  }

  private WorkerHarness.Builder worker(Path place, RecordingHeader header) {
    return WorkerHarness.inProcess(Worker.of(context -> join(place, context)));
  }

  private static int join(Path place, WorkContext context) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String input : context.arguments().subList(1, context.arguments().size())) {
      text.append(Files.readString(place.resolve(context.resolve(input))));
    }
    Files.writeString(place.resolve(context.resolve(context.arguments().get(0))), text);
    context.out().println("joined");
    return 0;
  }
}
