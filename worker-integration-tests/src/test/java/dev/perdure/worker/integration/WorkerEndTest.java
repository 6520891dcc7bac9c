package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The client goes (F18): end of input, SIGTERM, both, or a death of its own. The worker ends within
 * a second, whatever runs; the tests allow ten on a busy machine, and print what it took.
 */
@Timeout(120)
class WorkerEndTest {
  private static final long MILLIS = 10_000;

  @TempDir Path files;

  /** How the client goes. */
  enum Leaving {
    END_OF_INPUT(0) {
      @Override
      void leave(BareWorker worker) throws IOException {
        worker.endInput();
      }
    },
    SIGTERM(143) {
      @Override
      void leave(BareWorker worker) {
        worker.terminate();
      }
    },
    SIGTERM_TWICE(143) {
      @Override
      void leave(BareWorker worker) {
        worker.terminate();
        worker.terminate();
      }
    },
    INPUT_THEN_SIGTERM(-1) {
      @Override
      void leave(BareWorker worker) throws IOException {
        worker.endInput();
        worker.terminate();
      }
    },
    SIGTERM_THEN_INPUT(-1) {
      @Override
      void leave(BareWorker worker) throws IOException {
        worker.terminate();
        worker.endInput();
      }
    },
    /** As after kill -9 of the client: all pipes break at once. */
    DEATH(-1) {
      @Override
      void leave(BareWorker worker) throws IOException {
        worker.answers().close();
        worker.endInput();
      }
    };

    /** The exit code, or -1 where two causes compete. */
    private final int exitCode;

    Leaving(int exitCode) {
      this.exitCode = exitCode;
    }

    abstract void leave(BareWorker worker) throws IOException;
  }

  private static Stream<Arguments> all() {
    return Stream.of(Loop.values())
        .flatMap(loop -> Stream.of(Leaving.values()).map(leaving -> Arguments.of(loop, leaving)));
  }

  private Path file(String name) {
    return files.resolve(name);
  }

  private void send(BareWorker worker, int id, String... arguments) throws IOException {
    worker.send(Protocol.PROTO, WorkRequest.of(id, List.of(arguments)));
  }

  private static void leave(BareWorker worker, Leaving leaving) throws Exception {
    leaving.leave(worker);
    assertThat(worker.awaitEnd()).isLessThan(MILLIS);
    if (leaving.exitCode >= 0) {
      assertThat(worker.exitCode()).isEqualTo(leaving.exitCode);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void idle_ends(Loop loop, Leaving leaving) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      send(worker, 1, "nothing");
      assertThat(worker.answers().read()).isPositive();
      leave(worker, leaving);
      assertThat(worker.log()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void idleAfterALongRequest_ends(Loop loop, Leaving leaving) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      send(worker, 1, "await-file", file("on").toString(), file("go") + "", file("off") + "");
      Await.file(file("on"));
      // Long enough that the stream is watched while it runs.
      var unused = new ProcessBuilder("sleep", "0.05").start().waitFor();
      Files.createFile(file("go"));
      assertThat(worker.answers().read()).isPositive();
      leave(worker, leaving);
      assertThat(worker.log()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void runningWithAChild_endsBoth(Loop loop, Leaving leaving) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      send(worker, 1, "child", file("pid").toString());
      ProcessHandle child = childOf(worker);
      try {
        leave(worker, leaving);
        System.out.println("the child ended after " + Await.end(child) + " ms more");
      } finally {
        child.destroyForcibly();
      }
    }
  }

  private ProcessHandle childOf(BareWorker worker) throws Exception {
    try {
      return Await.process(file("pid"));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; log: " + worker.logWithStacks(), e);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void runningStubbornly_endsAllTheSame(Loop loop, Leaving leaving) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      send(worker, 1, "await-file", file("on").toString(), file("never") + "", file("off") + "");
      Await.file(file("on"));
      // On a busy machine no time may be left for the log; EndTest has what it says.
      leave(worker, leaving);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void hangingHookAndStubbornWork_endAllTheSame(Loop loop, Leaving leaving) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop, "-Dhook=hangs")) {
      send(worker, 1, "await-file", file("on").toString(), file("never") + "", file("off") + "");
      Await.file(file("on"));
      leave(worker, leaving);
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void mainThatStays_endsAllTheSame(Loop loop) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop, "-Dmain=stays")) {
      send(worker, 1, "nothing");
      assertThat(worker.answers().read()).isPositive();
      leave(worker, Leaving.END_OF_INPUT);
    }
  }

  /** A JVM writes an archive when it exits, like this hook: after the last thread of a program. */
  @ParameterizedTest
  @EnumSource(Loop.class)
  void workerOfWhichAnArchiveIsMade_isNotHalted(Loop loop) throws Exception {
    try (BareWorker worker =
        BareWorker.start(files, loop, "-Dhook=slow", "-Dperdure.archiving=true")) {
      send(worker, 1, "nothing");
      assertThat(worker.answers().read()).isPositive();
      worker.endInput();
      worker.awaitEnd();
      assertThat(worker.exitCode()).isZero();
      assertThat(file("left-by-hook")).exists();
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void answerThatNobodyReads_holdsNobodyUp(Loop loop) throws Exception {
    for (Leaving leaving : List.of(Leaving.SIGTERM, Leaving.DEATH)) {
      try (BareWorker worker = BareWorker.start(files, loop)) {
        send(worker, 1, "print", "1000000");
        assertThat(worker.answers().read()).as("the answer has begun").isPositive();
        leave(worker, leaving);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void clientThatReadsNoMore_isNoticedAtTheFirstAnswer(Loop loop) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      worker.answers().close();
      send(worker, 1, "nothing");
      worker.awaitEnd();
      assertThat(worker.exitCode()).isEqualTo(1);
      assertThat(worker.lastLine())
          .startsWith("worker: the client no longer reads answers: ")
          .endsWith("[answer-unwritten]");
    }
  }
}
