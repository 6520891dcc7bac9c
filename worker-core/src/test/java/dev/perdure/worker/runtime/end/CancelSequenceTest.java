package dev.perdure.worker.runtime.end;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CancelSequenceTest {
  private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();
  private static final Duration SOON = Duration.ofMillis(1);

  private final LatchedLog logged = new LatchedLog();
  private final RequestRun run =
      new RequestRun(
          WorkRequest.of(9, List.of()), new WorkerLog(new PrintStream(logged, true, UTF_8)));
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch token = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private Thread work;
  private Thread serving;
  private WorkStopper ending;

  /** Work that ends when told to by the test, whatever else it is told. */
  @BeforeEach
  void begin() throws Exception {
    work =
        new Thread(
            () -> {
              run.begin();
              stubbornlyAwait();
              run.stop();
            },
            "stubborn-work");
    work.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    run.cancellation().onCancel(token::countDown);
  }

  private void stubbornlyAwait() {
    begun.countDown(); // In here, where a report must show it to be.
    while (true) {
      try {
        go.await();
        return;
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    }
  }

  /** Cancels it in a worker whose serving thread waits for the end. */
  private void cancel(CancelSteps steps) {
    WorkStopper stopper =
        new WorkStopper(steps, new WorkerLog(new PrintStream(logged, true, UTF_8)), false, null);
    serving = new Thread(stopper::awaitEnd, "serving");
    serving.start();
    ending = stopper;
    stopper.cancel(run);
  }

  @AfterEach
  void end() throws Exception {
    ending.end(WorkerEnd.ofInput());
    serving.join(10_000);
    assertThat(serving.isAlive()).isFalse();
    go.countDown();
    work.join(10_000);
    assertThat(work.isAlive()).isFalse();
  }

  @Test
  void token_comesFirst() throws Exception {
    cancel(new CancelSteps(true, NEVER, Duration.ZERO, NEVER));
    assertThat(token.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(run.cancellation().isCancelled()).isTrue();
    assertThat(interrupted.getCount()).isEqualTo(1);
  }

  @Test
  void interrupt_comesNext() throws Exception {
    cancel(new CancelSteps(true, SOON, NEVER, NEVER));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    // Its action has a thread of its own, which may come later.
    assertThat(token.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(logged.text()).isEmpty();
  }

  @Test
  void interrupt_comesAlsoWhenAnActionThrowsWhatItMayNot() throws Exception {
    run.cancellation()
        .onCancel(() -> CancelSequenceTest.<RuntimeException>sneak(new IOException("sneaky")));
    cancel(new CancelSteps(true, SOON, NEVER, NEVER));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void interrupt_comesAlsoWhenAnActionHangs() throws Exception {
    run.cancellation()
        .onCancel(
            () -> {
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    cancel(new CancelSteps(true, SOON, NEVER, NEVER));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void stuckWork_isReportedWithItsStack() throws Exception {
    cancel(new CancelSteps(true, Duration.ofMillis(2), SOON, Duration.ofMillis(2)));
    assertThat(logged.written.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(logged.text())
        .startsWith(
            "worker: request 9 was cancelled 5 ms ago and still runs in thread stubborn-work:"
                + " [handler-stuck]")
        .contains("\n\tat ", "CancelSequenceTest.stubbornlyAwait(CancelSequenceTest.java:");
    assertThat(run.state()).as("a report answers nothing").isEqualTo(RequestRun.State.RUNNING);
  }

  @Test
  void workThatMustNotBeInterrupted_isReportedWithoutAnInterrupt() throws Exception {
    CancelSteps steps = new CancelSteps(true, NEVER, SOON, SOON).withoutInterrupt();
    cancel(steps);
    assertThat(logged.written.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(logged.text()).startsWith("worker: request 9 was cancelled 2 ms ago");
    assertThat(token.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted.getCount()).isEqualTo(1);
  }

  @Test
  void workThatHeedsItsToken_isNeitherInterruptedNorReported() throws Exception {
    run.cancellation().onCancel(go::countDown);
    cancel(new CancelSteps(true, NEVER, Duration.ZERO, Duration.ZERO));
    work.join(10_000);
    assertThat(interrupted.getCount()).isEqualTo(1);
    assertThat(logged.text()).isEmpty();
  }

  /** Tells when a line was logged. */
  private static final class LatchedLog extends ByteArrayOutputStream {
    final CountDownLatch written = new CountDownLatch(1);

    @Override
    public void flush() {
      if (text().endsWith("\n")) {
        written.countDown();
      }
    }

    String text() {
      return toString(UTF_8);
    }
  }
}
