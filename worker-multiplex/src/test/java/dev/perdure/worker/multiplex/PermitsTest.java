package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that need a permit beside their slot. */
@Timeout(60)
class PermitsTest {
  /** As many permits as it was made with; tells who asks, and who gave up. */
  private static final class Counted implements WorkPermits {
    private final Semaphore free;
    final Gate asked = new Gate();
    final AtomicInteger withdrawn = new AtomicInteger();

    Counted(int count) {
      free = new Semaphore(count);
      asked.open(Integer.MAX_VALUE);
    }

    int free() {
      return free.availablePermits();
    }

    @Override
    public Permit acquire(CancellationToken cancellation) throws InterruptedException {
      asked.pass();
      Thread waiting = Thread.currentThread();
      try (CancellationToken.Registration registration =
          cancellation.onCancel(waiting::interrupt)) {
        free.acquire();
      } catch (InterruptedException e) {
        withdrawn.incrementAndGet();
        throw new WorkCancelledException("cancelled");
      }
      return free::release;
    }
  }

  private static WireClient client(WorkPermits permits, WorkHandler handler) {
    return WireClient.of(
        Protocol.PROTO, Worker.of(handler).multiplex(Multiplex.create().slots(8).permits(permits)));
  }

  @Test
  void requestsBeyondThePermits_waitThoughSlotsAreFree() throws Exception {
    Counted permits = new Counted(2);
    Gate gate = new Gate();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    WireClient client =
        client(
            permits,
            context -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              gate.pass();
              running.decrementAndGet();
              return 0;
            });
    for (int id = 1; id <= 8; id++) {
      client.work(id);
    }
    permits.asked.await(8);
    gate.await(2);
    assertThat(gate.unseen()).isZero();
    gate.open(8);
    for (int id = 1; id <= 8; id++) {
      assertThat(client.await().exitCode()).isZero();
    }
    assertThat(client.rest()).isEmpty();
    assertThat(most).hasValue(2);
    assertThat(permits.free()).isEqualTo(2);
  }

  @Test
  void cancelWhileWaitingForAPermit_isAnsweredAsCancelledAndHoldsNothing() throws Exception {
    Counted permits = new Counted(1);
    Gate gate = new Gate();
    AtomicInteger ran = new AtomicInteger();
    WireClient client =
        client(
            permits,
            context -> {
              ran.incrementAndGet();
              gate.pass();
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.work(2);
    permits.asked.await(2);
    client.cancel(2);
    assertThat(client.await()).isEqualTo(WorkResponse.cancelled(2));
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.rest()).isEmpty();
    assertThat(ran).hasValue(1);
    assertThat(permits.withdrawn).hasValue(1);
    assertThat(permits.free()).isEqualTo(1);
  }

  @Test
  void workThatThrows_givesItsPermitBack() throws Exception {
    Counted permits = new Counted(1);
    WireClient client =
        client(
            permits,
            context -> {
              throw new IllegalStateException("broken");
            });
    client.work(1);
    assertThat(client.await().output()).contains("broken");
    client.work(2);
    assertThat(client.await().exitCode()).isEqualTo(1);
    assertThat(client.rest()).isEmpty();
    assertThat(permits.free()).isEqualTo(1);
  }

  @Test
  void permitsThatFail_failTheirRequestOnly() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    WireClient client =
        client(
            cancellation -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no job server");
              }
              return () -> {
                throw new IllegalStateException("not given back");
              };
            },
            context -> 0);
    client.work(1);
    assertThat(client.await().output()).contains("no job server");
    client.work(2);
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, ""));
    client.work(3);
    assertThat(client.await()).isEqualTo(WorkResponse.of(3, 0, ""));
    assertThat(client.rest()).isEmpty();
    assertThat(client.log()).contains("not given back").contains("[permit-close-failed]");
  }
}
