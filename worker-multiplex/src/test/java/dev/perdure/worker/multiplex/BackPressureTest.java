package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class BackPressureTest {
  @Parameter Protocol protocol;

  private final Gate gate = new Gate();
  private final AtomicInteger read = new AtomicInteger();

  /** One slot; the key function counts what was read. */
  private WireClient client(int maxWaiting, WorkHandler handler) {
    return WireClient.of(
        protocol,
        Worker.of(handler)
            .multiplex(
                Multiplex.create()
                    .slots(1)
                    .maxWaiting(maxWaiting)
                    .exclusiveBy(
                        request -> {
                          read.incrementAndGet();
                          return request.requestId();
                        })));
  }

  @Test
  void lineFull_readingStopsUntilASlotTakesOne() throws Exception {
    WireClient client =
        client(
            2,
            context -> {
              gate.pass();
              return 0;
            });
    client.work(1);
    gate.await(1);
    // Two wait, the next one is read and waits for room, the rest stays in the pipe: more than
    // fits there, so that the client would be held up.
    String large = "x".repeat(1 << 12);
    CountDownLatch sent = new CountDownLatch(1);
    Thread sending =
        new Thread(
            () -> {
              try {
                for (int id = 2; id <= 100; id++) {
                  client.work(id, large);
                }
                sent.countDown();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    sending.start();
    while (read.get() < 4) {
      Thread.onSpinWait(); // @Timeout ends it.
    }
    assertThat(sent.await(100, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(read).hasValue(4);
    gate.open(1);
    gate.await(1);
    gate.open(99);
    assertThat(client.await(100)).hasSize(100);
    sending.join();
    assertThat(read).hasValue(100);
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void lineFull_cancelOfRunningRequest_isSeen() throws Exception {
    WireClient client =
        client(
            2,
            context -> {
              context.cancellation().onCancel(() -> gate.open(1));
              gate.passStubbornly();
              context.cancellation().throwIfCancelled();
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.work(2);
    client.work(3);
    client.cancel(1);
    assertThat(client.await()).isEqualTo(WorkResponse.cancelled(1));
    gate.open(2);
    assertThat(client.await(2)).extracting(WorkResponse::exitCode).containsExactly(0, 0);
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void lineFull_cancelOfWaitingRequest_makesRoom() throws Exception {
    WireClient client =
        client(
            2,
            context -> {
              gate.pass();
              return 0;
            });
    client.work(1);
    gate.await(1);
    for (int id = 2; id <= 50; id++) {
      client.work(id);
      client.cancel(id);
    }
    assertThat(client.await(49)).allMatch(WorkResponse::wasCancelled);
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void lineFull_streamThatEnds_endsTheWorker() throws Exception {
    WireClient client =
        client(
            1,
            context -> {
              gate.pass();
              return 0;
            });
    for (int id = 1; id <= 2; id++) {
      client.work(id);
    }
    gate.await(1);
    // What runs is stopped, what waits is dropped (F18).
    assertThat(client.rest()).extracting(WorkResponse::requestId).isSubsetOf(List.of(1));
    assertThat(gate.unseen()).isZero();
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> Multiplex.create().slots(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slots is 0");
    assertThatThrownBy(() -> Multiplex.create().maxWaiting(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max waiting is 0");
  }

  @Test
  void messagesInOneWrite_areAllServed() throws Exception {
    WireClient client = client(1_000, context -> context.requestId() % 100);
    WorkRequest[] all = new WorkRequest[500];
    for (int i = 0; i < all.length; i++) {
      all[i] = WorkRequest.of(i + 1, List.of());
    }
    client.send(all);
    assertThat(client.await(500))
        .allMatch(response -> response.exitCode() == response.requestId() % 100);
    assertThat(client.rest()).isEmpty();
  }
}
