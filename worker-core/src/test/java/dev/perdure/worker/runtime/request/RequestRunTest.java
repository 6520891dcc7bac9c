package dev.perdure.worker.runtime.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestRunTest {
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final WorkerLog log = new WorkerLog(new PrintStream(logged, true, UTF_8));
  private final RequestRun run = new RequestRun(WorkRequest.of(6, List.of("a")), log);

  @AfterEach
  void unbind() {
    run.stop();
  }

  // The state.

  @Test
  void ordinaryWay_isReceivedRunningAnswered() {
    assertThat(run.state()).isEqualTo(State.RECEIVED);
    assertThat(run.begin()).isTrue();
    assertThat(run.state()).isEqualTo(State.RUNNING);
    assertThat(run.answer()).isTrue();
    assertThat(run.state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void begin_twice_isRefused() {
    run.begin();
    assertThat(run.begin()).isFalse();
    run.answer();
    assertThat(run.begin()).isFalse();
    assertThat(run.state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void answer_twice_isRefused() {
    run.begin();
    run.answer();
    assertThat(run.answer()).isFalse();
  }

  @Test
  void answer_beforeTheWorkBegan_isGrantedAndItNeverBegins() {
    assertThat(run.answer()).isTrue();
    assertThat(run.begin()).isFalse();
  }

  @Test
  void cancel_ofAReceivedRequest_answersIt() {
    assertThat(run.cancel()).isEqualTo(State.RECEIVED);
    assertThat(run.state()).isEqualTo(State.ANSWERED);
    assertThat(run.begin()).isFalse();
    assertThat(run.answer()).isFalse();
  }

  @Test
  void cancel_ofRunningWork_leavesTheAnswerToTheWork() {
    run.begin();
    assertThat(run.cancel()).isEqualTo(State.RUNNING);
    assertThat(run.state()).isEqualTo(State.CANCELLING);
    assertThat(run.answer()).isTrue();
  }

  @Test
  void cancel_again_hasNothingToDo() {
    run.begin();
    run.cancel();
    assertThat(run.cancel()).isEqualTo(State.CANCELLING);
    run.answer();
    assertThat(run.cancel()).isEqualTo(State.ANSWERED);
    assertThat(run.state()).isEqualTo(State.ANSWERED);
  }

  // The thread.

  @Test
  void begin_bindsTheThreadAndThoseThatItStarts() throws Exception {
    assertThat(RequestRun.current()).isNull();
    run.begin();
    assertThat(RequestRun.current()).isSameAs(run);
    assertThat(run.runner()).isSameAs(Thread.currentThread());
    AtomicReference<RequestRun> inherited = new AtomicReference<>();
    Thread started = new Thread(() -> inherited.set(RequestRun.current()));
    started.start();
    started.join();
    assertThat(inherited).hasValue(run);
  }

  @Test
  void stop_unbindsAndClearsTheInterruptFlag() {
    run.begin();
    run.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    run.stop();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(RequestRun.current()).isNull();
    assertThat(run.runner()).isNull();
    assertThat(run.isStopped()).isTrue();
  }

  @Test
  void interrupt_afterStop_reachesNobody() {
    run.begin();
    run.stop();
    run.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void awaitStop_timesOut() throws Exception {
    run.begin();
    assertThat(run.awaitStop(0)).isFalse();
    assertThat(run.awaitStop(20)).isFalse();
    run.stop();
    assertThat(run.awaitStop(0)).isTrue();
  }

  @Test
  void awaitStop_isWokenByTheStop() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () -> {
              run.begin();
              begun.countDown();
              awaitLatch(go);
              run.stop();
            });
    worker.start();
    awaitLatch(begun);
    go.countDown();
    assertThat(run.awaitStop(10_000)).isTrue();
    worker.join();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // The cancellation's actions.

  @Test
  void fireCancellation_runsAllActionsWhateverTheyThrow() {
    List<String> ran = new ArrayList<>();
    run.cancellation().onCancel(() -> ran.add("1"));
    run.cancellation()
        .onCancel(
            () -> {
              throw new IllegalStateException("unchecked");
            });
    run.cancellation()
        .onCancel(
            () -> {
              throw new AssertionError("error");
            });
    run.cancellation()
        .onCancel(() -> RequestRunTest.<RuntimeException>sneak(new IOException("sneaky")));
    CountDownLatch done = new CountDownLatch(1);
    run.cancellation().onCancel(() -> ran.add("2"));
    run.cancellation().onCancel(done::countDown);
    run.fireCancellation();
    run.fireCancellation();
    awaitLatch(done);
    assertThat(ran).containsExactly("1", "2");
    assertThat(logged.toString(UTF_8).lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("worker: a cancel action of request 6 failed: "))
        .anyMatch(line -> line.contains("IllegalStateException: unchecked"))
        .anyMatch(line -> line.contains("AssertionError: error"))
        .anyMatch(line -> line.contains("IOException: sneaky"));
  }

  @Test
  void fireCancellation_doesNotWaitForActions() throws Exception {
    CountDownLatch fired = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    run.cancellation()
        .onCancel(
            () -> {
              awaitLatch(fired);
              done.countDown();
            });
    run.fireCancellation();
    assertThat(run.cancellation().isCancelled()).isTrue();
    fired.countDown();
    awaitLatch(done);
  }

  @Test
  void mute_takesTheAnswerAway() {
    run.begin();
    assertThat(run.mute()).as("its work must be stopped").isTrue();
    assertThat(run.answer()).isFalse();
    assertThat(run.mute()).isFalse();
  }

  @Test
  void mute_ofAReceivedRequest_keepsItFromBeginning() {
    assertThat(run.mute()).isFalse();
    assertThat(run.begin()).isFalse();
  }

  @Test
  void mute_ofCancelledWork_hasNothingToStop() {
    run.begin();
    run.cancel();
    assertThat(run.mute()).isFalse();
    assertThat(run.answer()).isFalse();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  // The output.

  @Test
  void output_isTakenOnce() {
    run.begin();
    run.out().print("text");
    assertThat(run.takeOutput()).isEqualTo("text");
    assertThat(run.takeOutput()).isEmpty();
  }

  @Test
  void output_afterItWasTaken_goesToTheLog() {
    run.begin();
    run.out().print("text");
    run.takeOutput();
    run.out().print("late");
    assertThat(logged.toString(UTF_8)).isEqualTo("late");
  }

  @Test
  void firstPrint_betweenTheAnswersTextAndTheStop_goesToTheLog() {
    run.begin();
    assertThat(run.takeOutput()).isEmpty();
    run.out().print("late");
    run.stop();
    run.out().print(" later");
    assertThat(logged.toString(UTF_8)).isEqualTo("late later");
  }

  // The exit.

  @Test
  void exit_firstStatusCounts() {
    assertThat(run.hasExited()).isFalse();
    run.exit(-1);
    run.exit(3);
    assertThat(run.hasExited()).isTrue();
    assertThat(run.exitStatus()).isEqualTo(-1);
  }

  // What is closed at the end.

  @Test
  void closeAtEnd_closesTheLastOneFirstAndAllInSpiteOfAFailure() {
    List<String> closed = new ArrayList<>();
    run.begin();
    run.closeAtEnd(() -> closed.add("first"));
    run.closeAtEnd(
        () -> {
          throw new IOException("no luck");
        });
    run.closeAtEnd(() -> closed.add("last"));
    assertThat(closed).isEmpty();

    run.stop();

    assertThat(closed).containsExactly("last", "first");
    assertThat(logged.toString(UTF_8)).contains("no luck").contains("[close-failed]");
  }

  @Test
  void closeAtEnd_isGrantedToWhatIsBeingClosedAndRefusedAfterwards() {
    List<String> closed = new ArrayList<>();
    run.begin();
    run.closeAtEnd(() -> run.closeAtEnd(() -> closed.add("part")));

    run.stop();

    assertThat(closed).containsExactly("part");
    assertThatThrownBy(() -> run.closeAtEnd(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[request-answered]");
  }

  @Test
  void closeAtEnd_ofWorkThatStoppedWithNothingToClose_isRefused() {
    run.begin();
    run.stop();

    assertThatThrownBy(() -> run.closeAtEnd(() -> {})).isInstanceOf(IllegalStateException.class);
  }
}
