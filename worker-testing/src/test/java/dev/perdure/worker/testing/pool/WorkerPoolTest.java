package dev.perdure.worker.testing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.conformance.fixture.Defect;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("deprecation")
@Timeout(60)
class WorkerPoolTest {
  private static final ExecutionRequirements MULTIPLEX =
      ExecutionRequirements.multiplex(Protocol.PROTO);
  private static final WorkerPool.Settings SETTINGS =
      new WorkerPool.Settings(2, 3, true, Duration.ofSeconds(20));

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ExecutionRoot root;
  private WorkerPool pool;
  private int flagfiles;

  @BeforeEach
  void start() throws IOException {
    root = new ExecutionRoot(directory.toRealPath());
    pool = WorkerPool.of(root, SETTINGS);
  }

  @AfterEach
  void end() throws InterruptedException {
    pool.close();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void actionsOfOneKey_areDoneByOneWorker() throws Exception {
    assertThat(pool.run(action("print", "a"))).isEqualTo(new ActionResult(0, "a", true));
    assertThat(pool.run(action("exit", "3"))).isEqualTo(new ActionResult(3, "", true));

    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void timeoutWithoutEnd_isNone() throws Exception {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    try (WorkerPool patient = WorkerPool.of(root, new WorkerPool.Settings(1, 1, true, forever))) {
      assertThat(patient.run(action("print", "a"))).isEqualTo(new ActionResult(0, "a", true));
    }
  }

  @Test
  void otherEnvironment_isAnotherKey() throws Exception {
    pool.run(action("print", "a"));
    pool.run(action("print", "a").withEnvironment(Map.of("A", "b")));

    assertThat(pool.size()).isEqualTo(2);
  }

  @Test
  void singleplexActionsAtOnce_areDoneByAsManyWorkersAsMayBe() throws Exception {
    List<Future<ActionResult>> results = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Action action = action("print", "number " + i);
      results.add(threads.submit(() -> pool.run(action)));
    }

    for (int i = 0; i < 5; i++) {
      assertThat(results.get(i).get().output()).isEqualTo("number " + i);
    }
    assertThat(pool.size()).isBetween(1, 2);
  }

  @Test
  void multiplexActionsAtOnce_meetInOneWorker() throws Exception {
    List<Future<ActionResult>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      // Ends when the others have begun, so they must run at once.
      Action action = action("meet", "met", "3").withRequirements(MULTIPLEX);
      results.add(threads.submit(() -> pool.run(action)));
    }

    for (Future<ActionResult> result : results) {
      assertThat(result.get().exitCode()).isZero();
    }
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void workerThatDoesWrong_failsItsActionAndIsNotUsedAgain() throws Exception {
    Action bad = actionOf(Defect.EXIT_KILLS_ALL, "fail", "exit");
    assertThatThrownBy(() -> pool.run(bad)).isInstanceOf(WorkerFailure.class);
    assertThat(pool.size()).isZero();

    assertThat(pool.run(actionOf(Defect.EXIT_KILLS_ALL, "print", "b")).output()).isEqualTo("b");
  }

  @Test
  void workerThatEndedBetweenTwoActions_isReplaced() throws Exception {
    ActionResult first = pool.run(action("pid"));
    ProcessHandle worker = ProcessHandle.of(Long.parseLong(first.output())).orElseThrow();
    worker.destroyForcibly();
    worker.onExit().get(20, TimeUnit.SECONDS);

    assertThat(pool.run(action("pid")).output()).isNotEqualTo(first.output());
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void sandboxedAction_seesItsInputsAloneAndItsOutputsAreMoved() throws Exception {
    write("a.txt", "content of a");
    write("b.txt", "content of b");
    for (boolean multiplex : new boolean[] {false, true}) {
      Action copy = sandboxed(action("copy", "out/x" + multiplex, "a.txt"), multiplex);
      Action fails = sandboxed(action("fail", "exception"), multiplex);
      assertThat(pool.run(fails.withFiles(List.of("a.txt", "b.txt"), List.of())).exitCode())
          .isEqualTo(1);
      // What the action that failed had is not there any more.
      Action undeclared = sandboxed(action("copy", "out/y", "b.txt"), multiplex);
      ActionResult result = pool.run(undeclared.withFiles(List.of(), List.of("out/y")));
      assertThat(result.exitCode()).isEqualTo(1);
      ActionResult good = pool.run(copy.withFiles(List.of("a.txt"), List.of("out/x" + multiplex)));

      assertThat(good.exitCode()).isZero();
      assertThat(directory.resolve("out/x" + multiplex)).hasContent("content of a");
      assertThat(directory.resolve("out/y")).doesNotExist();
    }
  }

  @Test
  void endOfBuild_endsTheWorkersIfTheyShallQuit() throws Exception {
    long pid = Long.parseLong(pool.run(action("pid")).output());
    pool.endBuild();

    assertThat(pool.size()).isZero();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void race_isWonByTheWorkerIfTheProcessIsSlow() throws Exception {
    Action action = raced("sleep 60", "copy", "out/x", "a.txt");

    assertThat(pool.runDynamic(action)).isEqualTo(new ActionResult(0, "", true));
    assertThat(directory.resolve("out/x")).hasContent("content of a");
  }

  @Test
  void race_isWonByTheProcessIfTheWorkerIsSlow() throws Exception {
    Action action = raced("echo alone; echo of the process > out/x", "slow", "out/x.started");

    assertThat(pool.runDynamic(action)).isEqualTo(new ActionResult(0, "alone\n", false));
    assertThat(directory.resolve("out/x")).hasContent("of the process");
    assertThat(pool.run(raced("exit 1", "print", "still well")).output()).isEqualTo("still well");
    assertThat(pool.size()).as("the worker was cancelled, not killed").isEqualTo(1);
  }

  @Test
  void race_isWonByTheProcessBeforeTheWorkerHasItsRequest() throws Exception {
    // There is no request before its arguments are known: they come when the race is decided.
    Path flags = directory.resolve("flags");
    assertThat(new ProcessBuilder("mkfifo", flags.toString()).start().waitFor()).isZero();
    Future<?> late =
        threads.submit(
            () -> {
              awaitFile(directory.resolve("out/x"));
              return Files.writeString(flags, "slow\nout/x.started");
            });

    assertThat(pool.runDynamic(racedBy("echo alone; echo > out/x", "flags")))
        .isEqualTo(new ActionResult(0, "alone\n", false));
    late.get();
    assertThat(pool.size()).as("the worker was cancelled, not killed").isEqualTo(1);
  }

  private static void awaitFile(Path file) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(file) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void raceWithoutSandbox_isRefused() throws IOException {
    Action action = action("print", "a").withRequirements(MULTIPLEX.withCancellation());
    assertThatThrownBy(() -> pool.runDynamic(action))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sandboxed and cancellable");
  }

  private Action action(String... arguments) throws IOException {
    return actionOf(Defect.NONE, arguments);
  }

  /** The arguments are in a flagfile, as those of a rule are. */
  private Action actionOf(Defect defect, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(DefectiveCommand.of(defect));
    command.add("@" + flagfile(arguments));
    return Action.of("Fixture", command);
  }

  private Action sandboxed(Action action, boolean multiplex) {
    ExecutionRequirements kind =
        multiplex ? MULTIPLEX : ExecutionRequirements.singleplex(Protocol.PROTO);
    return action.withRequirements(kind.withSandbox());
  }

  /** A tool that does one thing as a worker, and another by itself. */
  private Action raced(String alone, String... arguments) throws IOException {
    return racedBy(alone, flagfile(arguments));
  }

  private Action racedBy(String alone, String flagfile) throws IOException {
    write("a.txt", "content of a");
    write(
        "tool.sh",
        "for argument; do last=$argument; done\n"
            + "case $last in --persistent_worker) exec \"$@\" ;; *) "
            + alone
            + " ;; esac\n");
    List<String> command = new ArrayList<>(List.of("/bin/sh", "tool.sh"));
    command.addAll(DefectiveCommand.of(Defect.NONE));
    command.add("@" + flagfile);
    return Action.of("Fixture", command)
        .withFiles(List.of("a.txt", "tool.sh"), List.of("out/x"))
        .withRequirements(MULTIPLEX.withSandbox().withCancellation());
  }

  private String flagfile(String... arguments) throws IOException {
    String name = "flags-" + flagfiles++;
    write(name, String.join("\n", arguments));
    return name;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
