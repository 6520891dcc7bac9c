package dev.perdure.samples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerExtension;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the site shows does what its text says. */
class GuideTest {
  @TempDir Path folder;

  // #region extension
  @RegisterExtension
  final WorkerExtension workers =
      WorkerExtension.inProcess(Worker.of(new Concatenation()).multiplex()).protocol(Protocol.JSON);

  @Test
  void concatenation_joinsItsInputs(WorkerHarness worker) throws IOException {
    Path a = Files.writeString(folder.resolve("a"), "1");
    Path b = Files.writeString(folder.resolve("b"), "2");
    Path output = folder.resolve("output");

    WorkResponse response = worker.work(output.toString(), a.toString(), b.toString());

    assertThat(response.exitCode()).as(response.output()).isZero();
    assertThat(output).hasContent("12");
  }

  // #endregion extension

  // #region harness
  @Test
  void concatenation_readsAndWritesInItsSandbox() throws IOException {
    Path sandbox = Files.createDirectories(folder.resolve("__sandbox/1/_main"));
    Files.writeString(sandbox.resolve("a"), "1");
    WorkRequest request =
        WorkRequest.of(7, List.of("out", "a")).withVerbosity(10).withSandboxDir(sandbox.toString());
    try (WorkerHarness worker =
        WorkerHarness.inProcess(Worker.of(new Concatenation()).multiplex()).start()) {

      assertThat(worker.work(request))
          .isEqualTo(WorkResponse.of(7, 0, "joined 1 files\nwrote out\n"));
      assertThat(
              worker
                  .work(
                      WorkRequest.of(8, List.of("../out", "a")).withSandboxDir(sandbox.toString()))
                  .output())
          .contains("[path-leaves-sandbox]");
    }
    assertThat(sandbox.resolve("out")).hasContent("1");
  }

  // #endregion harness

  @Test
  void formatter_answersWithItsChildsExitCode() throws IOException {
    Path input = Files.writeString(folder.resolve("input"), "b\na\n");
    Path output = folder.resolve("output");
    try (WorkerHarness worker = WorkerHarness.inProcess(Worker.of(new Formatter())).start()) {
      assertThat(worker.work(output.toString(), input.toString()).exitCode()).isZero();
      assertThat(output).hasContent("a\nb\n");

      WorkResponse failed = worker.work(output.toString(), folder.resolve("missing").toString());
      assertThat(failed.exitCode()).isEqualTo(2);
      assertThat(failed.output()).contains("missing");
    }
  }

  static Stream<Function<WorkHandler, Worker>> settings() {
    return Stream.of(
        Settings::quickStart,
        Settings::bounded,
        Settings::exclusive,
        Settings::oneFolderAtATime,
        Settings::careful,
        Settings::wellKept);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void worker_withEachSetting_answers(Function<WorkHandler, Worker> setting) {
    SlowRequests slow = new SlowRequests();
    Worker worker = setting.apply(context -> context.arguments().size()).listener(slow);
    try (WorkerHarness harness = WorkerHarness.inProcess(worker).start()) {
      assertThat(harness.work("a", "b").exitCode()).isEqualTo(2);
    }
    assertThat(slow.slowest()).isPositive();
  }

  @Test
  void isolatedTool_thatIsMissing_failsItsRequestOnly() {
    Worker worker = Settings.isolated(folder.resolve("tool.jar"));
    try (WorkerHarness harness = WorkerHarness.inProcess(worker).start()) {
      assertThat(harness.work("a").output()).contains("tool.jar of the tool does not exist");
      assertThat(harness.work("b").exitCode()).isEqualTo(1);
    }
  }

  @Test
  void pooledProcess_servesRequests() throws IOException {
    Path input = Files.writeString(folder.resolve("input"), "quiet\n");
    Path output = folder.resolve("output");
    ProcessPool pool = ProcessPool.create();
    // The pool ends before the harness looks for what was left behind.
    try (WorkerHarness worker =
            WorkerHarness.inProcess(Shouting.worker(pool, child("shout.pl").toString())).start();
        pool) {
      for (int i = 0; i < 3; i++) {
        assertThat(worker.work(output.toString(), input.toString()))
            .isEqualTo(WorkResponse.of(0, 0, ""));
        assertThat(output).hasContent("QUIET\n");
      }
      assertThat(worker.work(output.toString(), "missing").output()).contains("missing: No such");
    }
  }

  @Test
  void glossary_isReadAgainWhenAnIncludedFileChanges() throws IOException {
    Path sandbox = Files.createDirectories(folder.resolve("__sandbox/1/_main"));
    Files.writeString(sandbox.resolve("words.txt"), "include more.txt\n");
    try (WorkerHarness worker = WorkerHarness.inProcess(Worker.of(new Glossary())).start()) {
      Files.writeString(sandbox.resolve("more.txt"), "warm: not cold\n");
      assertThat(worker.work(explain(sandbox, "1")).output()).isEqualTo("not cold\n");
      Files.writeString(sandbox.resolve("more.txt"), "warm: quick\n");
      // The digest counts, not the file: it has not changed yet, as far as the client says.
      assertThat(worker.work(explain(sandbox, "1")).output()).isEqualTo("not cold\n");
      assertThat(worker.work(explain(sandbox, "2")).output()).isEqualTo("quick\n");
    }
    Glossary.bounded().close();
  }

  private static WorkRequest explain(Path sandbox, String digestOfMore) {
    List<Input> inputs =
        List.of(
            new Input("words.txt", Digest.of("0".getBytes(UTF_8))),
            new Input("more.txt", Digest.of(digestOfMore.getBytes(UTF_8))));
    return WorkRequest.of(0, List.of("warm")).withInputs(inputs).withSandboxDir(sandbox.toString());
  }

  @Test
  void wordCounts_readOnlyWhatHasChanged() throws IOException {
    Path sandbox = Files.createDirectories(folder.resolve("__sandbox/1/_main"));
    Files.writeString(sandbox.resolve("a.txt"), "one two");
    Files.writeString(sandbox.resolve("b.txt"), "one two three");
    try (WordCounts counts = new WordCounts(folder.resolve("states"));
        WorkerHarness worker = WorkerHarness.inProcess(Worker.of(counts)).start()) {
      assertThat(worker.work(count(sandbox, "a.txt", "b.txt")).output())
          .isEqualTo("2 words in a.txt\n3 words in b.txt\n");
      Files.writeString(sandbox.resolve("c.txt"), "one");
      assertThat(worker.work(count(sandbox, "b.txt", "c.txt")).output())
          .isEqualTo("1 words in c.txt\n");
      assertThat(sandbox.resolve("sum")).hasContent("4\n");
    }
    assertThat(folder.resolve("states")).isEmptyDirectory();
  }

  private static WorkRequest count(Path sandbox, String... files) {
    List<Input> inputs =
        Stream.of(files).map(file -> new Input(file, Digest.ofText("digest of " + file))).toList();
    return WorkRequest.of(0, List.of("sum")).withInputs(inputs).withSandboxDir(sandbox.toString());
  }

  @Test
  void sharedAction_namesItsOutput() throws IOException {
    Worker worker = Worker.of(RemoteCache.keyPrinter(Shared::action));
    try (WorkerHarness harness = WorkerHarness.inProcess(worker).start()) {
      WorkResponse response = harness.work("out.txt");
      assertThat(response.output()).contains("concatenation");
    }
  }

  @Test
  void build_givesItsChildrenTokens() throws Exception {
    assertThat(Frugal.build(List.of("sh", "-c", "test -n \"$MAKEFLAGS\""), JobProtocol.MAKE_FIFO))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(classes = {Bridged.class, MigratedHandler.class})
  void workerOfTheOfficialLibrary_answersTheSameByTheBridgeAndByHand(Class<?> main) {
    try (WorkerHarness worker = WorkerHarness.process(java(main)).multiplex().start()) {
      assertThat(worker.work("a", "b"))
          .isEqualTo(WorkResponse.of(1, 0, "request 1: [a, b]" + System.lineSeparator()));
    }
  }

  static Stream<Named<WorkHandler>> migrated() {
    return Stream.of(
        Named.of("rules_kotlin", MigratedKotlin::work),
        Named.of("lucidsoftware/rules_scala", MigratedLucid::work),
        Named.of("bazel-contrib/rules_scala", MigratedScala::work));
  }

  @ParameterizedTest
  @MethodSource("migrated")
  void migratedWorker_writesItsLines(WorkHandler handler) {
    Path output = folder.resolve("draft");
    try (WorkerHarness worker = WorkerHarness.inProcess(Worker.of(handler)).start()) {
      assertThat(worker.work(output.toString(), "a", "b"))
          .isEqualTo(WorkResponse.of(0, 0, "wrote " + output + "\n"));
    }
    assertThat(output).content().contains("a\nb");
  }

  @Test
  void migratedLucid_keepsItsStartupArgumentsApart() {
    Path output = folder.resolve("draft");
    List<String> command = java(MigratedLucid.class, "header:");
    try (WorkerHarness worker = WorkerHarness.process(command).start()) {
      assertThat(worker.work(output.toString(), "a", "b"))
          .isEqualTo(WorkResponse.of(0, 0, "wrote " + output + System.lineSeparator()));
    }
    assertThat(output).hasContent("header:a\nb");
  }

  /** A new JVM that runs this class. */
  private static List<String> java(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void migratedNodeTool_writesItsLines() {
    assumeThat(Path.of("/usr/bin/node")).as("Node.js").exists();
    Path output = folder.resolve("draft");
    ProcessPool pool = ProcessPool.create();
    try (WorkerHarness worker =
            WorkerHarness.inProcess(MigratedNode.worker(pool, child("draft.js").toString()))
                .start();
        pool) {
      for (String line : List.of("a", "two\nlines", "ä€")) {
        assertThat(worker.work(output.toString(), line))
            .isEqualTo(WorkResponse.of(0, 0, "wrote " + output + "\n"));
        assertThat(output).hasContent(line + "\n");
      }
    }
  }

  private static Path child(String name) {
    return Path.of("src/main/child", name).toAbsolutePath();
  }
}
