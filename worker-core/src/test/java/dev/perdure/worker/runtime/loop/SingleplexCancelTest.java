package dev.perdure.worker.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SingleplexCancelTest {
  /** A client of work that is told by its token only: no interrupt overtakes that. */
  private static TextClient patient(WorkHandler handler) {
    CancelSteps steps = CancelSteps.defaults().withoutInterrupt();
    return new TextClient(Worker.of(handler).cancelling(steps));
  }

  @Test
  void cancel_whileRunning_firesTokenAndAnswersOnce() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    List<String> events = new ArrayList<>();
    try (TextClient client =
        patient(
            context -> {
              CountDownLatch cancelled = new CountDownLatch(1);
              var unused = context.cancellation().onCancel(cancelled::countDown);
              running.countDown();
              cancelled.await();
              events.add("stopped");
              context.cancellation().throwIfCancelled();
              return 0;
            })) {
      client.send("work 0 v0\n");
      running.await();
      client.send("cancel 0\n");
      assertThat(client.await()).isEqualTo("0 cancelled");
      assertThat(events).containsExactly("stopped");
    }
  }

  @Test
  void cancel_ofWorkThatOnlyHeedsInterrupts_interruptsIt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (TextClient client =
        new TextClient(
            context -> {
              running.countDown();
              new CountDownLatch(1).await();
              return 0;
            })) {
      client.send("work 0 v0\n");
      running.await();
      client.send("cancel 0\n");
      assertThat(client.await()).startsWith("0 cancelled");
      assertThat(client.work("cancel 0\nwork 0 v0 x\ncancel 0")).startsWith("0 cancelled");
    }
  }

  @Test
  void cancel_ofWorkThatFinishesAllTheSame_answersOrdinarily() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (TextClient client =
        patient(
            context -> {
              CountDownLatch cancelled = new CountDownLatch(1);
              var unused = context.cancellation().onCancel(cancelled::countDown);
              running.countDown();
              cancelled.await();
              System.out.print("done");
              return 0;
            })) {
      client.send("work 0 v0\n");
      running.await();
      client.send("cancel 0\n");
      assertThat(client.await()).isEqualTo("0 exit=0 done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel 0", "cancel 7"})
  void cancel_ofNothingThatRuns_isIgnored(String cancel) throws Exception {
    try (TextClient client = new TextClient(context -> 0)) {
      assertThat(client.work(cancel + "\nwork 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.work(cancel + "\n" + cancel + "\nwork 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.hasAnswer()).isFalse();
    }
  }

  @Test
  void cancel_ofRequestThatWaits_neverRunsIt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    try (TextClient client =
        patient(
            context -> {
              if (runs.incrementAndGet() == 1) {
                CountDownLatch cancelled = new CountDownLatch(1);
                var unused = context.cancellation().onCancel(cancelled::countDown);
                running.countDown();
                cancelled.await();
              }
              return 0;
            })) {
      client.send("work 1 v0\n");
      running.await();
      // The last message tells the running request that the others have been read.
      client.send("work 2 v0\ncancel 2\nwork 3 v0\ncancel 1\n");
      assertThat(client.await()).isEqualTo("1 exit=0");
      assertThat(client.await()).isEqualTo("2 cancelled");
      assertThat(client.await()).isEqualTo("3 exit=0");
      assertThat(runs).hasValue(2);
    }
  }
}
