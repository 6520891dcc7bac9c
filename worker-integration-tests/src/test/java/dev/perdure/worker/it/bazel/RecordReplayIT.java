package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.cli.explain.RecordedRequest;
import dev.perdure.worker.testing.cli.explain.TimeLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A build of samples/bazel with the recorder in front of each worker; then its recordings replay
 * against the workers, and the files are the same.
 */
@Tag("bazel")
final class RecordReplayIT {
  private static final int REQUESTS = 24 + 2 * 4;
  private static final Pattern RESULT =
      Pattern.compile("(\\d+) of (\\d+) requests? answered as in the recording");
  private static final Pattern FILES = Pattern.compile("(\\d+) files? made, equal byte for byte");

  private final BazelInstallation bazel = BazelInstallation.inChroot();
  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    bazel.require();
    workspace = new Workspace(bazel, "samples/bazel");
    workspace.copySample("bazel", "samples/bazel");
    Files.copy(Path.of(System.getProperty("cli.jar")), workspace.home().resolve("perdure.jar"));
    Files.createDirectories(workspace.home().resolve("recordings"));
    for (String worker : List.of("hello-worker", "javac-worker")) {
      for (String file : List.of(worker, worker + ".jar")) {
        workspace.copySample(worker + "/target/" + file, "workers/" + file);
      }
      String path = "samples/" + worker + "/target/" + worker;
      workspace.copySample(worker + "/target/" + worker + ".jar", path + ".jar");
      workspace.copySample(worker + "/target/" + worker, path);
      Files.writeString(workspace.home().resolve(path), recorded(worker));
    }
  }

  @AfterEach
  void close() throws Exception {
    if (workspace != null) {
      workspace.close();
    }
  }

  @Test
  void recordedBuild_replaysWithEqualOutputs() throws Exception {
    workspace
        .start(List.of("build", "--noshow_progress", "--color=no", "--curses=no", "//..."))
        .expectSuccess();
    // The workers of an idle server live on; their recordings are whole when they have ended.
    workspace.start(List.of("shutdown")).expectSuccess();

    int requests = 0;
    int files = 0;
    for (Path recording : recordings()) {
      TimeLine timeLine = TimeLine.of(recording);
      assertThat(timeLine.findings()).as("%s", recording).isEmpty();
      assertThat(timeLine.requests())
          .extracting(RecordedRequest::outcome)
          .containsOnly(RecordedRequest.Outcome.DONE);
      requests += timeLine.requests().size();
      files += replay(recording, timeLine.requests().size());
    }
    assertThat(requests).isEqualTo(REQUESTS);
    assertThat(files).isEqualTo(REQUESTS);
  }

  /** Replays a recording where it was made; returns how many files were made, all as then. */
  private int replay(Path recording, int requests) throws IOException, InterruptedException {
    Process process =
        bazel
            .command(
                workspace.inside(""),
                List.of(
                    "java",
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    workspace.inside("perdure.jar"),
                    "replay",
                    bazel.fromInside(recording)))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Matcher answered = RESULT.matcher(output);
    assertThat(answered.find()).as(output).isTrue();
    assertThat(Integer.parseInt(answered.group(1))).as(output).isEqualTo(requests);
    assertThat(output).doesNotContain("not in the recording's directory");
    Matcher made = FILES.matcher(output);
    assertThat(made.find()).as(output).isTrue();
    return Integer.parseInt(made.group(1));
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(workspace.home().resolve("recordings"))) {
      List<Path> recordings = new ArrayList<>(files.sorted().toList());
      // Each tool in two encodings, each of them one request at a time and many.
      assertThat(recordings).hasSizeGreaterThanOrEqualTo(8);
      return recordings;
    }
  }

  /** What Bazel starts in the place of the worker. */
  private String recorded(String worker) {
    return """
        #!/bin/sh
        PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
        exec java -XX:TieredStopAtLevel=1 -jar %s record --to %s -- %s "$@"
        """
        .formatted(
            workspace.inside("perdure.jar"),
            workspace.inside("recordings"),
            workspace.inside("workers/" + worker));
  }
}
