package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How the worker lives with its servers: starts, cancels, goes without, and ends. */
@Tag("ghc")
@ParameterizedClass(name = "{0}")
@MethodSource("installations")
@Timeout(60)
final class GhcWorkerIT {
  /** Tells by a pipe that it runs, and has another open for as long as it does. */
  private static final String ENDLESS =
      Splice.running("Endless", "callCommand \"exec 3<>lives; echo runs >runs; exec sleep 1000\"");

  private static GhcHome home;

  @Parameter GhcInstallation ghc;

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
  void writeSources() throws Exception {
    Files.writeString(home.folder().resolve("Good.hs"), "module Good where\nx = True\n");
    Files.writeString(home.folder().resolve("Endless.hs"), "{-# LANGUAGE CPP #-}\n" + ENDLESS);
    home.run(".", List.of("sh", "-c", "rm -rf runs lives *.o *.hi tmp/*; mkfifo runs lives"));
  }

  @Test
  void workersThatStartAtOnce_compileOneServer() throws Exception {
    Path cache = home.folder().resolve("cache");
    home.run(".", List.of("rm", "-rf", "cache"));
    try (WorkerHarness one = home.worker();
        WorkerHarness other = home.worker()) {
      one.send(good(1, "one"));
      other.send(good(1, "other"));

      assertThat(one.await(1)).isEqualTo(WorkResponse.of(1, 0, ""));
      assertThat(other.await(1)).isEqualTo(WorkResponse.of(1, 0, ""));
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void cancelInMidCompile_endsAllThatItStarted() throws Exception {
    try (WorkerHarness worker = home.worker()) {
      worker.send(compile(1, "Endless.hs"));
      try (InputStream lives = startOfEndless()) {
        worker.cancel(1);

        assertThat(worker.await(1).wasCancelled()).isTrue();
        assertThat(lives.read()).as("ends with the last process").isEqualTo(-1);
      }
      assertThat(worker.work(good(2, "after"))).isEqualTo(WorkResponse.of(2, 0, ""));
      assertThat(home.folder().resolve("tmp")).isEmptyDirectory();
    }
  }

  @Test
  void cancelOfASplice_endsWhatHasASessionOfItsOwn() throws Exception {
    String command = "exec 3<>lives; setsid sh -c 'echo runs >runs; exec sleep 1000'";
    Files.writeString(
        home.folder().resolve("Session.hs"),
        "{-# LANGUAGE CPP #-}\n" + Splice.running("Session", "callCommand \"" + command + "\""));
    Path temporary = Files.createDirectories(home.folder().resolve("tmp/own"));
    try (WorkerHarness worker = home.worker()) {
      worker.send(WorkRequest.of(1, List.of("-c", "-tmpdir", "tmp/own", "Session.hs")));
      try (InputStream lives = startOfEndless()) {
        worker.cancel(1);

        assertThat(worker.await(1).wasCancelled()).isTrue();
        assertThat(lives.read()).as("ends with the last process").isEqualTo(-1);
      }
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void processThatASignalEnds_isToldToTheUser() throws Exception {
    Files.writeString(
        home.folder().resolve("Killed.hs"), Splice.running("Killed", "raiseSignal sigKILL"));
    try (WorkerHarness worker = home.worker()) {
      assertThat(worker.work(compile(1, "Killed.hs")))
          .isEqualTo(
              WorkResponse.of(1, 137, "ghc-worker: signal 9 ended the process that compiled\n"));
    }
  }

  @Test
  void moreSetsOfFlagsThanJobs_keepTheirServers() throws Exception {
    try (WorkerHarness worker = home.worker("--jobs=1")) {
      compileWithEachSetOfFlags(worker);
      Set<Long> before = servers();
      compileWithEachSetOfFlags(worker);

      assertThat(servers()).containsAll(before).hasSameSizeAs(before);
    }
  }

  private static void compileWithEachSetOfFlags(WorkerHarness worker) {
    for (String flag : List.of("-O0", "-O1", "-DONE")) {
      WorkRequest request =
          WorkRequest.of(1, List.of("-c", flag, "-fforce-recomp", "-outputdir", "sets", "Good.hs"));
      assertThat(worker.work(request)).isEqualTo(WorkResponse.of(1, 0, ""));
    }
  }

  /** The servers and their children, by the program that all of them run. */
  private static Set<Long> servers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("/cache/ghc-"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  void workerThatIsKilled_leavesNoProcess() throws Exception {
    try (WorkerHarness worker = home.worker()) {
      worker.send(compile(1, "Endless.hs"));
      try (InputStream lives = startOfEndless()) {
        worker.kill();

        assertThat(lives.read()).as("ends with the last process").isEqualTo(-1);
      }
    }
  }

  @Test
  void serverThatCannotBeCompiled_isDoneWithout() throws Exception {
    Files.writeString(home.folder().resolve("no-folder"), "");
    try (WorkerHarness worker = home.worker()) {
      String[] arguments = {"--server-cache=no-folder", "-c", "-outputdir", "without", "Good.hs"};
      WorkResponse first = worker.work(WorkRequest.of(1, List.of(arguments)));
      WorkResponse second = worker.work(WorkRequest.of(2, List.of(arguments)));

      assertThat(first.exitCode()).isZero();
      assertThat(first.output()).startsWith("ghc-worker: no server for GHC ");
      assertThat(second.exitCode()).isZero();
      assertThat(second.output()).doesNotContain("ghc-worker");
      assertThat(home.folder().resolve("without/Good.hi")).exists();
    }
  }

  @Test
  void otherUses_areThoseOfTheCommand() throws Exception {
    try (WorkerHarness worker = home.worker()) {
      assertThat(worker.work("--numeric-version").output())
          .isEqualTo(home.run(".", List.of(GhcInstallation.PROGRAM, "--numeric-version")).output());
      assertThat(worker.work("-c", "-v2", "Good.hs").output()).contains("Glasgow Haskell Compiler");
      assertThat(worker.work("--make", "-v0", "Good.hs")).isEqualTo(WorkResponse.of(0, 0, ""));
    }
  }

  @Test
  void missingCompiler_isNamed() throws Exception {
    try (WorkerHarness worker = home.worker()) {
      WorkResponse response = worker.work("--ghc=/none/ghc", "-c", "Good.hs");

      assertThat(response.exitCode()).isNotZero();
      assertThat(response.output()).contains("/none/ghc").contains("--ghc=PATH");
    }
  }

  @Test
  void oneShot_compilesAndKeepsNothing() throws Exception {
    List<String> command = new ArrayList<>(List.of("./ghc-worker"));
    command.add("--server-cache=unused");
    command.addAll(List.of("-c", "Good.hs", "-outputdir", "once"));

    assertThat(home.run(".", command)).isEqualTo(new Answer(0, ""));
    assertThat(home.folder().resolve("once/Good.hi")).exists();
    assertThat(home.folder().resolve("unused")).doesNotExist();
  }

  private static InputStream startOfEndless() throws IOException {
    assertThat(Files.readString(home.folder().resolve("runs"))).isEqualTo("runs\n");
    return Files.newInputStream(home.folder().resolve("lives"));
  }

  private static WorkRequest good(int id, String to) {
    return WorkRequest.of(id, List.of("-c", "-outputdir", to, "Good.hs"));
  }

  private static WorkRequest compile(int id, String file) {
    return WorkRequest.of(id, List.of("-c", file));
  }
}
