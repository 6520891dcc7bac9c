package dev.perdure.worker.multiplex;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A second request of an id that is not answered (F13): newest wins. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class DuplicateIdTest {
  @Parameter Protocol protocol;

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final Semaphore cancels = new Semaphore(0);
  private final Gate gate = new Gate();

  /** A permit for each request that has replaced those of its id. */
  private final Semaphore read = new Semaphore(0);

  private WireClient client(int slots, WorkHandler handler) {
    return WireClient.of(
        protocol,
        Worker.of(handler)
            .multiplex(Multiplex.create().slots(slots).exclusiveBy(this::key))
            .cancelling(
                new CancelSteps(
                    true, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5))));
  }

  /** Called by the reader, which has seen to older requests by then; all may run at once. */
  private @Nullable Object key(WorkRequest request) {
    read.release();
    return null;
  }

  private int work(WorkContext context) throws InterruptedException {
    String name = context.arguments().get(0);
    ran.add(name);
    context
        .cancellation()
        .onCancel(
            () -> {
              cancelled.add(name);
              cancels.release();
            });
    gate.passStubbornly();
    System.out.print(name);
    return 0;
  }

  @Test
  void olderRunning_isCancelledAndMuted() throws Exception {
    WireClient client = client(2, this::work);
    client.work(7, "old");
    gate.await(1);
    client.work(7, "new");
    gate.await(1);
    assertThat(cancels.tryAcquire(10, SECONDS)).isTrue();
    gate.open(2);
    assertThat(client.await()).isEqualTo(WorkResponse.of(7, 0, "new"));
    assertThat(client.rest()).isEmpty();
    assertThat(ran).containsExactly("old", "new");
    assertThat(cancelled).containsExactly("old");
  }

  @Test
  void olderWaiting_neverRuns() throws Exception {
    WireClient client = client(1, this::work);
    client.work(1, "first");
    gate.await(1);
    client.work(7, "old");
    client.work(7, "new");
    assertThat(read.tryAcquire(3, 10, SECONDS)).isTrue();
    gate.open(2);
    assertThat(client.await(2))
        .containsExactly(WorkResponse.of(1, 0, "first"), WorkResponse.of(7, 0, "new"));
    assertThat(client.rest()).isEmpty();
    assertThat(ran).containsExactly("first", "new");
  }

  @Test
  void cancel_afterDuplicate_cancelsTheNewest() throws Exception {
    WireClient client = client(1, this::work);
    client.work(7, "old");
    gate.await(1);
    client.work(7, "new");
    client.cancel(7);
    assertThat(client.await()).isEqualTo(WorkResponse.cancelled(7));
    gate.open(1);
    assertThat(client.rest()).isEmpty();
    assertThat(ran).containsExactly("old");
  }

  @Test
  void manyOfOneId_onlyTheLastIsAnswered() throws Exception {
    WireClient client = client(3, this::work);
    for (int i = 1; i <= 3; i++) {
      client.work(7, "r" + i);
      gate.await(1);
    }
    client.work(7, "r4");
    client.work(7, "r5");
    assertThat(read.tryAcquire(5, 10, SECONDS)).isTrue();
    assertThat(cancels.tryAcquire(3, 10, SECONDS)).isTrue();
    gate.open(5);
    assertThat(client.await()).isEqualTo(WorkResponse.of(7, 0, "r5"));
    assertThat(client.rest()).isEmpty();
    assertThat(ran).containsExactly("r1", "r2", "r3", "r5");
    assertThat(cancelled).containsExactlyInAnyOrder("r1", "r2", "r3");
  }

  @Test
  void cancelledAndStillRunning_thenDuplicate_onlyTheNewIsAnswered() throws Exception {
    WireClient client = client(2, this::work);
    client.work(7, "old");
    gate.await(1);
    client.cancel(7);
    client.work(7, "new");
    gate.await(1);
    gate.open(2);
    assertThat(client.await()).isEqualTo(WorkResponse.of(7, 0, "new"));
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void idAgainAfterItsAnswer_isAnOrdinaryRequest() throws Exception {
    gate.open(1_000);
    WireClient client = client(2, this::work);
    for (int i = 0; i < 1_000; i++) {
      client.work(7, "r" + i);
      assertThat(client.await()).isEqualTo(WorkResponse.of(7, 0, "r" + i));
    }
    assertThat(client.rest()).isEmpty();
    assertThat(cancelled).isEmpty();
  }
}
