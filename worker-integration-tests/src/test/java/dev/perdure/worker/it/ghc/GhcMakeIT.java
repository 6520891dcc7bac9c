package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.ColdAndWarm;
import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.it.JobNotes;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole libraries, beside single modules: one number bounds the jobs of all. */
@Tag("ghc")
@ParameterizedClass(name = "{0}")
@MethodSource("installations")
@Timeout(120)
final class GhcMakeIT {
  private static final int TOKENS = 3;
  private static final int KILLED = 137;
  private static final String JOBS = "--jobs=" + TOKENS;

  private static GhcHome home;

  @Parameter GhcInstallation ghc;

  private WorkerHarness worker;

  static Stream<GhcInstallation> installations() {
    return GhcInstallation.all();
  }

  @BeforeParameterizedClassInvocation
  static void open(GhcInstallation ghc) throws IOException {
    ghc.require();
    home = new GhcHome(ghc);
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    if (home != null) {
      home.close();
      home = null;
    }
  }

  @BeforeEach
  void start() {
    worker = home.worker(JOBS);
  }

  @AfterEach
  void end() throws IOException {
    worker.close();
    FileTree.delete(home.folder().resolve("library"));
  }

  @Test
  void library_isAsTheCommandMakesIt() throws Exception {
    ColdAndWarm both = new ColdAndWarm(new Ghcs(home, worker, "--make"));
    both.write("Left.hs", "module Left where", "import Data.Base", "left = base + 1");
    both.write("Right.hs", "module Right where", "import Data.Base", "right = base + 2");
    both.write("Data/Base.hs", "module Data.Base where", "base :: Int", "base = 1");
    both.write("Top.hs", "module Top where", "import Left", "import Right", "top = left + right");
    String[] arguments = {"-outputdir", "out", "-O1", "-Wall", "Top.hs"};
    both.compile(arguments);
    both.compile(arguments);
    both.write("Left.hs", "module Left where", "import Data.Base", "left = base + 3");
    both.compile(arguments);
    both.write("Right.hs", "module Right where", "import Data.Base", "right = base + True");

    assertThat(both.answer(arguments).output()).contains("Right.hs:3:");
    assertThat(both.answer("-outputdir", "out", "None.hs").exitCode()).isNotZero();
  }

  @Test
  void oneShot_isAsTheCommand() throws Exception {
    Files.createDirectories(home.folder().resolve("library"));
    Files.writeString(home.folder().resolve("library/A.hs"), "module A where\nimport B\n");
    Files.writeString(home.folder().resolve("library/B.hs"), "module B where\nx = True\n");
    List<String> make = List.of("--make", "-Wall", "-fforce-recomp", "A.hs");
    Answer expected = home.run("library", command(List.of(GhcInstallation.PROGRAM), make));
    Answer actual = home.run("library", command(List.of("../ghc-worker", JOBS), make));

    assertThat(expected.exitCode()).isZero();
    assertThat(expected.output()).contains("[2 of 2] Compiling A", "-Wmissing-signatures");
    assertThat(actual).isEqualTo(expected);
  }

  private static List<String> command(List<String> program, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    return command;
  }

  @Test
  void librariesAndModulesAtOnce_neverRunMoreJobsThanTokens() throws Exception {
    // The first one goes on when another has begun: so two jobs do run at once.
    String note =
        "echo begin >>N; timeout 20 sh -c 'until [ $(grep -c begin N) -ge 2 ]; do sleep 0.01; done'"
            + "; sleep 0.1; echo end >>N";
    note = note.replace("N", home.inside("library/notes"));
    Files.createDirectories(home.folder().resolve("library"));
    for (String module : List.of("A", "B", "C", "D")) {
      Files.writeString(
          home.folder().resolve("library").resolve(module + ".hs"),
          Splice.running(module, "callCommand \"" + note + "\"") + "\n");
    }
    // Before the first library there is no job server yet.
    worker.send(module(1, "A"));
    worker.send(module(2, "B"));
    worker.send(library(3, "one", "A", "B", "C", "D"));
    worker.send(module(4, "C"));
    worker.send(library(5, "two", "A", "B", "C", "D"));
    worker.send(module(6, "D"));
    for (int id = 1; id <= 6; id++) {
      WorkResponse response = worker.await(id);
      assertThat(response.exitCode()).as(response.output()).isZero();
    }
    String notes = Files.readString(home.folder().resolve("library/notes"));
    assertThat(notes.lines().filter("begin"::equals)).hasSize(12);
    assertThat(JobNotes.mostAtOnce(notes)).isBetween(2, TOKENS);
  }

  @Test
  void tokens_areBackAfterACancelAndAKill() throws Exception {
    int jobs = ghc.knowsTokens() ? TOKENS : 1;
    try (HeldJobs held = new HeldJobs(home)) {
      for (String module : List.of("A", "B", "C")) {
        held.write("library", module);
      }
      worker.send(library(1, "one", "A", "B", "C"));
      held.awaitRunning(jobs);
      int cancels = 0;
      // GHC has half a second to give them back, and is killed on a busy machine; but not always.
      do {
        worker.cancel(1);
        assertThat(worker.await(1).wasCancelled()).isTrue();
        cancels++;
        worker.send(library(1, "one", "A", "B", "C"));
        held.awaitRunning(jobs);
      } while (losses() == cancels && cancels < 5);
      assertThat(losses()).as("GHC had time to give them back").isLessThan(cancels);

      kill();
      held.release(jobs);
      assertThat(worker.await(1).exitCode()).isEqualTo(KILLED);

      worker.send(library(2, "two", "A", "B", "C"));
      held.awaitRunning(jobs);
      held.release(TOKENS);
      assertThat(worker.await(2).exitCode()).isZero();
      held.awaitRunning(TOKENS - jobs);

      worker.send(module(3, "A"));
      worker.send(module(4, "B"));
      worker.send(module(5, "C"));
      held.awaitRunning(TOKENS);
      held.release(TOKENS);
      for (int id = 3; id <= 5; id++) {
        assertThat(worker.await(id).exitCode()).isZero();
      }
    }
  }

  @Test
  void killedWorker_leavesNoGhc() throws Exception {
    try (HeldJobs held = new HeldJobs(home)) {
      held.write("library", "A");
      worker.send(library(1, "one", "A"));
      held.awaitRunning(1);
      List<ProcessHandle> running =
          ProcessHandle.of(worker.pid()).orElseThrow().descendants().toList();
      assertThat(running).anyMatch(each -> each.info().command().orElse("").contains("ghc"));
      worker.kill();
      for (ProcessHandle each : running) {
        each.onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** How often a GHC ended that held tokens. */
  private long losses() {
    return worker.log().lines().filter(line -> line.contains("tokens-lost")).count();
  }

  /** The GHC of the only request; its own children live on. */
  private void kill() {
    List<ProcessHandle> children = ProcessHandle.of(worker.pid()).orElseThrow().children().toList();
    assertThat(children).hasSize(1);
    assertThat(children.get(0).destroyForcibly()).isTrue();
  }

  private static WorkRequest library(int id, String to, String... modules) {
    List<String> arguments = new ArrayList<>(List.of("--make", "-v0", "-outputdir", to));
    arguments.addAll(List.of(modules));
    return WorkRequest.of(id, arguments).withSandboxDir("library");
  }

  private static WorkRequest module(int id, String module) {
    List<String> arguments = List.of("-c", "-outputdir", "single", module + ".hs");
    return WorkRequest.of(id, arguments).withSandboxDir("library");
  }
}
