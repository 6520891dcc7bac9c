package dev.perdure.worker.runtime.end;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShutdownSequenceTest {
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final WorkerLog log = new WorkerLog(new PrintStream(logged, true, UTF_8));
  private final CountDownLatch childrenEnded = new CountDownLatch(1);
  private final CountDownLatch cleanUp = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    cleanUp.countDown();
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  /** Work that ends when the latch opens; heeds interrupts or not. */
  private RequestRun work(int id, CountDownLatch latch, boolean heedsInterrupts) throws Exception {
    RequestRun run = new RequestRun(WorkRequest.of(id, List.of()), log);
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              run.begin();
              begun.countDown();
              boolean waiting = true;
              while (waiting) {
                try {
                  latch.await();
                  waiting = false;
                } catch (InterruptedException e) {
                  waiting = !heedsInterrupts;
                }
              }
              run.stop();
            },
            "work-" + id);
    thread.start();
    threads.add(thread);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    return run;
  }

  private RequestRun stubborn(int id) throws Exception {
    return work(id, cleanUp, false);
  }

  /** To work that heeds what it is told, however long it takes to. */
  private void giveTime(RequestRun... runs) {
    ShutdownSequence.run(List.of(runs), log, true, childrenEnded::countDown, 10, 60_000);
  }

  @Test
  void nothingRuns_returnsAndEndsTheChildren() {
    ShutdownSequence.run(List.of(), log, true, childrenEnded::countDown);
    assertThat(childrenEnded.getCount()).isZero();
    assertThat(logged.size()).isZero();
  }

  @Test
  void workThatHeedsItsTokenOrAnInterrupt_isStopped() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    RequestRun first = work(1, told, false);
    first.cancellation().onCancel(told::countDown);
    RequestRun second = work(2, new CountDownLatch(1), true);
    giveTime(first, second);
    assertThat(first.isStopped()).isTrue();
    assertThat(second.isStopped()).isTrue();
    assertThat(logged.size()).isZero();
  }

  @Test
  void workThatMustNotBeInterrupted_isNot() throws Exception {
    RequestRun run = work(1, new CountDownLatch(1), true);
    threads.get(0).setName("not-interrupted");
    ShutdownSequence.run(List.of(run), log, false, childrenEnded::countDown, 1, 100);
    assertThat(logged.toString(UTF_8)).contains("in thread not-interrupted");
    threads.get(0).interrupt(); // Ends it.
  }

  @Test
  void workThatWaitsForItsChildren_isStoppedByTheirEnd() throws Exception {
    RequestRun run = work(1, childrenEnded, false);
    giveTime(run);
    assertThat(run.isStopped()).isTrue();
    assertThat(logged.size()).isZero();
  }

  @Test
  void stubbornWork_isNamedAfterTheWait() throws Exception {
    ShutdownSequence.run(List.of(stubborn(1), stubborn(2)), log, true, childrenEnded::countDown);
    assertThat(logged.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "worker: request 1 still runs at the end of the worker, in thread work-1 [work-left]\n"
                + "worker: request 2 still runs at the end of the worker, in thread work-2"
                + " [work-left]\n");
  }

  @Test
  void workThatWasGivenUp_isNotWaitedFor() throws Exception {
    RequestRun run = stubborn(1);
    run.giveUp();
    ShutdownSequence.run(List.of(run), log, true, childrenEnded::countDown, 60_000, 60_000);
    assertThat(childrenEnded.getCount()).isZero();
    assertThat(logged.toString(UTF_8)).contains("[work-left]");
  }

  @Test
  void actionThatHangs_holdsNobodyUp() throws Exception {
    RequestRun hanging = work(1, new CountDownLatch(1), true);
    hanging.cancellation().onCancel(this::hang);
    CountDownLatch told = new CountDownLatch(1);
    RequestRun other = work(2, told, false);
    other.cancellation().onCancel(told::countDown);
    giveTime(hanging, other);
    assertThat(hanging.isStopped()).as("interrupted all the same").isTrue();
    assertThat(other.isStopped()).as("told all the same").isTrue();
    assertThat(childrenEnded.getCount()).isZero();
  }

  /** A process whose work calls System.exit, and whose end has a minute for work that runs. */
  static final class ExitingWork {
    private ExitingWork() {}

    public static void main(String[] args) {
      WorkerLog log = new WorkerLog(StandardStreams.standardError());
      RequestRun run = new RequestRun(WorkRequest.of(1, List.of()), log);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> ShutdownSequence.run(List.of(run), log, true, () -> {}, 60_000, 60_000)));
      run.begin();
      System.exit(7);
    }
  }

  @Test
  void workThatIsInsideOfExit_waitsForTheEnd_soNobodyWaitsForIt() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ExitingWork.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(25, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).isEqualTo(7);
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
          .startsWith("worker: request 1 called System.exit in thread main")
          .endsWith("[exit-untrapped]");
    } finally {
      process.destroyForcibly();
    }
  }

  private void hang() {
    try {
      cleanUp.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
