package dev.perdure.worker.testing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.cli.output.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say of wrong files, command lines and workers. */
class CommandsTest {
  @TempDir Path directory;

  @Test
  void runOfNoWorker_saysSo() {
    Perdure run = Perdure.run("run", "-a", "x", "--", "/no/such/worker");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("/no/such/worker").contains("[worker-not-started]");
  }

  @ParameterizedTest
  @CsvSource({
    "run, --timeout, 0",
    "bench, --timeout, -1",
    "bench, --rounds, 0",
    "bench, --count, 0",
    "bench, --in-flight, -1",
    "check, --patience, 0",
    "check, --leak-requests, -1",
    "replay, --timeout, 0"
  })
  void optionBelowOne_isRefusedByName(String command, String option, String value) {
    Perdure run = Perdure.run(command, option, value, "--", "true");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains(option).contains("must be 1 or more: " + value);
  }

  @Test
  void runWithoutRequest_saysHowToGiveOne() {
    Perdure run = Perdure.run("run", "--", "cat");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("-a for each argument");
  }

  @Test
  void runOfABrokenRequestsFile_namesTheByte() throws IOException {
    Path file = Files.writeString(directory.resolve("r.json"), "{} [1]");
    Perdure run = Perdure.run("run", "-r", file.toString(), "--timeout", "5", "--", "true");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).doesNotContain("\tat dev.perdure.worker.testing.cli");
  }

  @Test
  void runOfAWorkerThatPrints_saysWhatCameAndWhere() {
    Perdure run = Perdure.run("run", "-a", "x", "--", "sh", "-c", "echo Hello; cat >&2");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.WORKER_FAILED);
    assertThat(run.err()).contains("foreign bytes").contains("Hello").doesNotContain("\tat ");
  }

  @Test
  void argumentFileOfACheckedWorker_isLeftToIt() throws IOException {
    Path file = Files.writeString(directory.resolve("args"), "read by the wrong program");
    Path worker =
        Files.writeString(
            directory.resolve("w.json"), "{\"command\":[\"w\"],\"requests\":{\"work\":[{}]}}");
    Perdure run =
        Perdure.run(
            "check", worker.toString(), "--", "sh", "-c", "echo \"$1\" >&2", "sh", "@" + file);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.WORKER_FAILED);
    assertThat(run.out()).contains("@" + file).doesNotContain("wrong program");
  }

  @Test
  void replayThatMakesNoFile_isASuccessOnlyIfNoneIsDue() throws IOException {
    Path log = directory.resolve("log.jsonl");
    Files.writeString(
        log,
        "{\"perdureRecording\":1,\"started\":\"2026-01-02T03:04:05Z\",\"pid\":7,\"directory\":\""
            + Files.createDirectory(directory.resolve("root"))
            + "\",\"command\":[\"sh\",\"-c\",\"read line; echo {}; read line\"],\"environment\":{}}\n"
            + line("in", "{\"arguments\":[\"a\"]}\n")
            + line("out", "{}\n"));

    Perdure run = Perdure.run("replay", log.toString());
    assertThat(run.out()).contains("1 of 1 request answered", "! no file was made");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WORKER_FAILED);

    run = Perdure.run("replay", log.toString(), "--no-files");
    assertThat(run.out()).doesNotContain("no file was made");
    assertThat(run.exitCode()).isZero();
  }

  private static String line(String stream, String text) {
    String bytes = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "{\"at\":1,\"%s\":\"%s\"}\n".formatted(stream, bytes);
  }

  @Test
  void argumentFileOfAWorker_isLeftToIt() throws IOException {
    Path file = Files.writeString(directory.resolve("args"), "read by the wrong program");
    Perdure run =
        Perdure.run("run", "-a", "x", "--", "sh", "-c", "echo \"$1\" >&2", "sh", "@" + file);

    assertThat(run.err()).contains("@" + file).doesNotContain("wrong program");
  }

  @Test
  void benchOfAFailingWorker_saysSo() {
    Perdure run = Perdure.run("bench", "-a", "x", "--rounds", "1", "--", "sh", "-c", "echo oh >&2");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.WORKER_FAILED);
    assertThat(run.err()).contains("the worker ended").doesNotContain("\tat ");
  }

  @Test
  void benchOfTwoWorkers_namesTheOneThatPrints() {
    Perdure run =
        Perdure.run(
            "bench",
            "-a",
            "x",
            "--rounds",
            "1",
            "--",
            "sh",
            "-c",
            "echo Hi; cat >&2",
            ":::",
            "/no/such/second");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.WORKER_FAILED);
    assertThat(run.err()).startsWith("perdure: sh -c echo Hi; cat >&2: ");
  }

  @Test
  void benchOfNoWorker_saysSo() {
    Perdure run = Perdure.run("bench", "-a", "x", "--", "/no/such/worker");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("/no/such/worker").contains("[worker-not-started]");
  }

  @Test
  void benchOfThreeWorkers_isRefused() {
    Perdure run = Perdure.run("bench", "-a", "x", "--", "a", ":::", "b", ":::", "c");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("two workers at most");
  }

  @Test
  void benchOfRequestsWithIds_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("r.json"), "{\"requestId\":1}");
    Perdure run = Perdure.run("bench", "-r", file.toString(), "--", "cat");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("[bench-requests]");
  }

  @Test
  void checkOfABrokenFile_saysWhere() throws IOException {
    Path file = Files.writeString(directory.resolve("w.json"), "{\"comand\":[]}");
    Perdure run = Perdure.run("check", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("comand").contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void checkList_namesTheChecks() {
    Perdure run = Perdure.run("check", "--list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("split-anywhere").contains("what it claims of a worker");
  }

  @Test
  void replayIntoAFullDirectory_isRefused() throws IOException {
    Files.writeString(directory.resolve("precious"), "");
    Perdure run = Perdure.run("replay", "log.jsonl", "--in", directory.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("is not empty");
  }

  @Test
  void maskThatIsNoPattern_isAUsageError() {
    Perdure run = Perdure.run("record", "--to", "x", "--mask", "(", "--", "cat");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("--mask");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void unknownClient_isAnsweredWithAllNames(String command) {
    Perdure run = Perdure.run(command, "--client", "bazel-9", "--", "true");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("bazel-8", "nativelink").contains("got bazel-9");
  }

  @Test
  void runAsAClient_sendsWhatItSends() throws IOException {
    Path args = Files.writeString(directory.resolve("x.args"), "first\nsecond\n");
    String[] command = {"run", "-C", directory.toString(), "-a", "@x.args", "-p", "json"};
    Path sent = directory.resolve("sent");
    String[] worker = {"--", "/bin/sh", "-c", "head -n 1 >" + sent};

    Perdure.run(all(command, new String[] {"--client", "buildbuddy"}, worker));
    assertThat(sent).hasContent("{\"arguments\":[\"first\",\"second\"]}");
    Perdure.run(all(command, new String[] {"--client", "nativelink"}, worker));
    assertThat(sent)
        .hasContent("{\"arguments\":[\"@x.args\"],\"sandboxDir\":\"" + args.getParent() + "\"}");
  }

  @Test
  void runOfWhatAClientNeverSends_isAUsageError() throws IOException {
    Path file = Files.writeString(directory.resolve("r.json"), "{\"requestId\":3}");
    Perdure run = Perdure.run("run", "-r", file.toString(), "--client", "buildfarm", "--", "cat");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("Buildfarm never sends request id 3");
  }

  private static String[] all(String[]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
