package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancels (F17): before the start, while it runs, after the answer, of nothing. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class CancelTest {
  @Parameter Protocol protocol;

  private WireClient client(int slots, WorkHandler handler) {
    Duration soon = Duration.ofMillis(20);
    return WireClient.of(
        protocol,
        Worker.of(handler)
            .multiplex(Multiplex.create().slots(slots))
            .cancelling(new CancelSteps(true, soon, soon, soon)));
  }

  @Test
  void cancelBeforeStart_neverRunsAndIsAnsweredAtOnce() throws Exception {
    Gate gate = new Gate();
    AtomicInteger started = new AtomicInteger();
    WireClient client =
        client(
            1,
            context -> {
              started.incrementAndGet();
              gate.pass();
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.work(2);
    client.cancel(2);
    assertThat(client.await()).isEqualTo(WorkResponse.cancelled(2));
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.rest()).isEmpty();
    assertThat(started).hasValue(1);
  }

  @Test
  void cancelWhileRunning_firesTokenAndAnswersOnceTheWorkHasStopped() throws Exception {
    Gate gate = new Gate();
    Gate stopping = new Gate();
    WireClient client =
        client(
            1,
            context -> {
              context.cancellation().onCancel(() -> gate.open(1));
              gate.passStubbornly(); // The interrupt may overtake what opens the gate.
              stopping.passStubbornly();
              context.cancellation().throwIfCancelled();
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.cancel(1);
    stopping.await(1);
    stopping.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.cancelled(1));
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void cancelWhileRunning_tokenNotHeeded_interrupts() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    WireClient client =
        client(
            1,
            context -> {
              started.countDown();
              new CountDownLatch(1).await();
              return 0;
            });
    client.work(1);
    started.await();
    client.cancel(1);
    WorkResponse response = client.await();
    assertThat(response.wasCancelled()).isTrue();
    assertThat(response.requestId()).isEqualTo(1);
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void cancelWhileRunning_workFinishesAllTheSame_isAnsweredOrdinarily() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            1,
            context -> {
              context.cancellation().onCancel(() -> gate.open(1));
              gate.passStubbornly();
              System.out.print("done");
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.cancel(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, "done"));
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void cancelTwice_isAnsweredOnce() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    WireClient client =
        client(
            1,
            context -> {
              started.countDown();
              new CountDownLatch(1).await();
              return 0;
            });
    client.work(1);
    started.await();
    client.cancel(1);
    client.cancel(1);
    assertThat(client.await().wasCancelled()).isTrue();
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void cancelAfterAnswer_orOfUnknownId_isIgnored() throws Exception {
    AtomicInteger started = new AtomicInteger();
    WireClient client =
        client(
            1,
            context -> {
              started.incrementAndGet();
              return 0;
            });
    client.cancel(99);
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    client.cancel(1);
    client.work(2);
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, ""));
    assertThat(client.rest()).isEmpty();
    assertThat(started).hasValue(2);
    assertThat(client.log()).isEmpty();
  }

  @Test
  void cancelOfOne_leavesTheOthersAlone() throws Exception {
    Gate gate = new Gate();
    AtomicReference<Boolean> otherCancelled = new AtomicReference<>();
    WireClient client =
        client(
            2,
            context -> {
              if (context.requestId() == 2) {
                gate.pass();
                otherCancelled.set(context.cancellation().isCancelled());
                return 0;
              }
              gate.pass();
              return 0;
            });
    client.work(1);
    client.work(2);
    gate.await(2);
    client.cancel(1);
    assertThat(client.await().wasCancelled()).isTrue();
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, ""));
    assertThat(otherCancelled).hasValue(false);
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void stubbornWork_isReportedWithItsStackAndKeepsItsSlot() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            1,
            context -> {
              if (context.requestId() == 1) {
                stubbornly(gate);
              }
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.cancel(1);
    client.work(2);
    while (!client.log().contains("at ")) {
      Thread.onSpinWait(); // @Timeout ends it.
    }
    assertThat(client.log())
        .contains("request 1 was cancelled")
        .contains("still runs in thread perdure-slot-1")
        .contains("CancelTest.stubbornly");
    gate.open(1);
    assertThat(client.await(2))
        .containsExactly(WorkResponse.of(1, 0, ""), WorkResponse.of(2, 0, ""));
    assertThat(client.rest()).isEmpty();
  }

  private static void stubbornly(Gate gate) {
    gate.passStubbornly();
  }

  @Test
  void cancelOfIdZero_waiting_isAnsweredInItsTurn() throws Exception {
    Gate gate = new Gate();
    AtomicInteger started = new AtomicInteger();
    WireClient client =
        client(
            2,
            context -> {
              started.incrementAndGet();
              gate.pass();
              return 0;
            });
    client.work(0);
    gate.await(1);
    client.work(0);
    client.cancel(0);
    client.work(0);
    client.work(5);
    gate.await(1); // The last one runs, so what was sent before it has been read.
    gate.open(3);
    assertThat(client.await(4))
        .filteredOn(response -> response.requestId() == 0)
        .containsExactly(
            WorkResponse.of(0, 0, ""), WorkResponse.cancelled(0), WorkResponse.of(0, 0, ""));
    assertThat(client.rest()).isEmpty();
    assertThat(started).hasValue(3);
  }

  @Test
  void cancelOfIdZero_running_isAnsweredAsCancelled() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            2,
            context -> {
              gate.pass();
              return 0;
            });
    client.work(0);
    gate.await(1);
    client.cancel(0);
    assertThat(client.await().wasCancelled()).isTrue();
    client.work(0);
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(0, 0, ""));
    assertThat(client.rest()).isEmpty();
  }
}
