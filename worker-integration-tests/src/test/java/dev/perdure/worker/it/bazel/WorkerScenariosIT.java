package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.bazel.Variant.Sandboxing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a worker while people build. */
@Tag("bazel")
@ParameterizedClass(name = "{0}")
@TestMethodOrder(OrderAnnotation.class) // What ends the server comes last: a new one takes seconds.
@MethodSource("variants")
final class WorkerScenariosIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** From Ctrl-C to the prompt: a second, and slack for a busy machine. What it took is printed. */
  private static final Duration PROMPT = Duration.ofSeconds(20);

  /** From the end of the client to that of its workers: likewise. */
  private static final Duration OUTLIVE = Duration.ofSeconds(20);

  private static Workspace workspace;

  @Parameter Variant variant;

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @BeforeParameterizedClassInvocation
  static void open(Variant variant) throws IOException {
    variant.bazel().require();
    workspace = new Workspace(variant.bazel(), "ws");
    variant.fill(workspace);
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    if (workspace != null) {
      Workspace closing = workspace;
      workspace = null;
      closing.close();
    }
  }

  @Order(1)
  @ParameterizedTest
  @EnumSource
  void cleanThenIncrementalBuild_eachActionHasItsOwnAnswer(Sandboxing sandboxing) throws Exception {
    int count = 24;
    String folder = "clean_" + sandboxing.name().toLowerCase(Locale.ROOT);
    BuildFile targets = new BuildFile();
    for (int i = 0; i < count; i++) {
      targets.target(
          "t" + i, "in" + i, "print=printed by " + i + " end", "read=" + folder + "/in" + i);
      workspace.write(folder + "/in" + i, "input " + i + " Grüße\n");
    }
    workspace.write(folder + "/BUILD", targets.text());

    String output = build(sandboxing, "//" + folder + ":all").expectSuccess();
    for (int i = 0; i < count; i++) {
      assertThat(output).contains("printed by " + i + " end\ninput " + i + " Grüße\n");
    }
    List<Report> clean = reports(folder, count);
    long processes = clean.stream().map(Report::process).distinct().count();
    assertThat(processes).isBetween(1L, variant.isMultiplexed(sandboxing) ? 1L : 4L);
    // Bazel 4 numbers requests for what the action is able to do, whoever works on them.
    assertThat(clean).extracting(Report::request).allMatch(id -> variant.multiplex() == (id > 0));
    boolean rooted = variant.isMultiplexed(sandboxing) && sandboxing == Sandboxing.ON;
    assertThat(clean)
        .extracting(report -> report.value("root").startsWith("__sandbox/"))
        .containsOnly(rooted);

    workspace.write(folder + "/in7", "changed\n");
    String incremental = build(sandboxing, "//" + folder + ":all").expectSuccess();

    assertThat(incremental).contains("printed by 7 end\nchanged\n").doesNotContain("printed by 8 ");
    assertThat(incremental).doesNotContain("Created new");
    List<Report> after = reports(folder, count);
    assertThat(clean).map(Report::process).contains(after.get(7).process());
    assertThat(inputDigest(after.get(7), "/in7")).isNotEqualTo(inputDigest(clean.get(7), "/in7"));
    assertThat(inputDigest(after.get(7), "it-worker.jar"))
        .isEqualTo(inputDigest(clean.get(7), "it-worker.jar"));
  }

  @Order(2)
  @Test
  void siblingFails_requestIsCancelledAndItsWorkerServesTheNextBuild() throws Exception {
    workspace.write(
        "sibling/BUILD",
        new BuildFile()
            .target("held", "", "hold=")
            .target("stubborn", "", "stubborn=700")
            .target("failing", "", "await=" + workspace.inside("go"), "print=on purpose", "fail=3")
            .text());
    BazelCommand build = build(Sandboxing.ON, "//sibling:all");
    long worker = workspace.events().await("start", "held", build, LIMIT).process();
    workspace.events().await("start", "failing", build, LIMIT);
    workspace.events().await("start", "stubborn", build, LIMIT);
    Files.createFile(workspace.home().resolve("go"));

    assertThat(build.expect(BazelCommand.BUILD_FAILED)).contains("on purpose");

    assertThat(workspace.events().await("cancelled", "held", LIMIT).process()).isEqualTo(worker);
    assertThat(workspace.events().all("end", "held")).isEmpty();
    assertThat(WorkerProcesses.isRunning(worker)).isTrue();
    workspace.write(
        "sibling/BUILD",
        new BuildFile()
            .target("held", "", "print=1")
            .target("stubborn", "", "print=2")
            .target("failing", "", "print=3")
            .text());
    assertThat(build(Sandboxing.ON, "//sibling:all").expectSuccess()).doesNotContain("Created new");
    assertThat(WorkerProcesses.isRunning(worker)).isTrue();
  }

  @Order(3)
  @ParameterizedTest
  @EnumSource
  void interruptedClient_isBackSoonAndTheNextCommandWorks(Sandboxing sandboxing) throws Exception {
    String name = "interrupt_" + sandboxing.name().toLowerCase(Locale.ROOT);
    // Two at once: Bazel ends a multiplex worker when all that it had to do was interrupted.
    workspace.write(
        name + "/BUILD",
        new BuildFile()
            .target("warm1", "", "stubborn=200")
            .target("warm2", "", "stubborn=200")
            .target(name, "", "hold=")
            .text());
    build(sandboxing, "//" + name + ":warm1", "//" + name + ":warm2").expectSuccess();
    BazelCommand build = build(sandboxing, "//" + name);
    Events.Event held = workspace.events().await("start", name, build, LIMIT);

    long start = System.nanoTime();
    build.interrupt();
    build.expect(BazelCommand.INTERRUPTED);
    Duration prompt = Duration.ofNanos(System.nanoTime() - start);
    print("Ctrl-C to prompt, sandboxing " + sandboxing, prompt);
    assertThat(prompt).isLessThan(PROMPT);

    // The ids start over: where the worker lives on, this is the id of the held request (F13).
    workspace.write(name + "/BUILD", new BuildFile().target(name, "", "print=again").text());
    assertThat(build(sandboxing, "//" + name).expectSuccess()).contains("again\n");
    Report report = Report.read(workspace.built(name + "/" + name + ".txt"));
    assertThat(report.request()).isEqualTo(held.request());
    if (sandboxing == Sandboxing.ON || (variant.multiplex() && variant.bazel().version() >= 7)) {
      assertThat(WorkerProcesses.isRunning(held.process())).as("worker lives on").isTrue();
    }
    workspace.events().await("cancelled", name, LIMIT);
  }

  @Order(4)
  @Test
  void changedWorkerJar_nextBuildHasANewWorker() throws Exception {
    workspace.write("changed/BUILD", new BuildFile().target("made", "in", "print=made").text());
    workspace.write("changed/in", "1");
    build(Sandboxing.OFF, "//changed:made").expectSuccess();
    Report before = Report.read(workspace.built("changed/made.txt"));

    String version = "2 of " + before.value("version");
    WorkerJar.write(workspace.file("workers/it-worker.jar"), version);
    workspace.write("changed/in", "2");
    build(Sandboxing.OFF, "//changed:made").expectSuccess();
    long built = System.nanoTime();

    Report after = Report.read(workspace.built("changed/made.txt"));
    assertThat(after.value("version")).isEqualTo(version);
    assertThat(after.process()).isNotEqualTo(before.process());
    WorkerProcesses changed = new WorkerProcesses(List.of(before.process()));
    print("new jar to the end of the old worker", changed.awaitEnd(built, OUTLIVE));
  }

  @Order(5)
  @Test
  void shutDownClient_leavesNoWorker() throws Exception {
    workspace.write("shut/BUILD", new BuildFile().target("shut", "", "print=shut").text());
    build(Sandboxing.OFF, "//shut").expectSuccess();
    long server = workspace.server();
    WorkerProcesses workers = WorkerProcesses.below(server);
    assertThat(workers.ids()).contains(Report.read(workspace.built("shut/shut.txt")).process());

    BazelCommand shutdown = workspace.start(List.of("shutdown"));
    long start = new WorkerProcesses(List.of(server)).awaitEnd(LIMIT);

    print("end of the server to the end of all workers", workers.awaitEnd(start, OUTLIVE));
    shutdown.expectSuccess();
  }

  @Order(6)
  @ParameterizedTest
  @EnumSource
  void killedServer_leavesNoWorkerThoughOneWorks(Sandboxing sandboxing) throws Exception {
    String name = "kill_" + sandboxing.name().toLowerCase(Locale.ROOT);
    workspace.write(name + "/BUILD", new BuildFile().target(name, "", "hold=").text());
    long server = workspace.server();
    BazelCommand build = build(sandboxing, "//" + name);
    long worker = workspace.events().await("start", name, build, LIMIT).process();
    WorkerProcesses workers = WorkerProcesses.below(server);
    assertThat(workers.ids()).contains(worker);

    long start = System.nanoTime();
    ProcessHandle.of(server).orElseThrow().destroyForcibly();

    Duration outlived = workers.awaitEnd(start, OUTLIVE);
    print("kill -9 to the end of all workers, sandboxing " + sandboxing, outlived);
    build.awaitEnd();
  }

  private BazelCommand build(Sandboxing sandboxing, String... targets) throws IOException {
    return workspace.start(variant.build(sandboxing, targets));
  }

  private List<Report> reports(String folder, int count) throws IOException {
    return IntStream.range(0, count)
        .mapToObj(i -> folder + "/t" + i + ".txt")
        .map(
            file -> {
              try {
                return Report.read(workspace.built(file));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .collect(Collectors.toList());
  }

  private static String inputDigest(Report report, String suffix) {
    return report.values("input").stream()
        .filter(input -> input.substring(0, input.indexOf(' ')).endsWith(suffix))
        .findFirst()
        .orElseThrow();
  }

  /** Measured in passing, to be found in the build's output. */
  private void print(String what, Duration measured) {
    System.out.println(variant + ": " + what + ": " + measured.toMillis() + " ms");
  }
}
