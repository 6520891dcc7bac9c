package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of the worker (F18). How soon it comes is for the tests of processes to tell. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class EndTest {
  @Parameter Protocol protocol;

  private WireClient client(int slots, WorkHandler handler) {
    Duration never = Duration.ofMinutes(10); // No interrupt but the end's.
    return WireClient.of(
        protocol,
        Worker.of(handler)
            .multiplex(Multiplex.create().slots(slots))
            .cancelling(new CancelSteps(true, never, never, never)));
  }

  @Test
  void endOfInput_nothingRuns_ends() throws Exception {
    WireClient client = client(4, context -> 0);
    client.work(1);
    client.await();
    assertThat(client.end()).isZero();
    assertThat(client.log()).isEmpty();
  }

  @Test
  void endOfInput_whileManyRunAndWait_stopsWhatRunsAndDropsWhatWaits() throws Exception {
    AtomicInteger started = new AtomicInteger();
    CountDownLatch stopped = new CountDownLatch(4);
    Gate gate = new Gate();
    WireClient client =
        client(
            4,
            context -> {
              started.incrementAndGet();
              context.cancellation().onCancel(Thread.currentThread()::interrupt);
              try {
                gate.pass();
              } catch (InterruptedException e) {
                stopped.countDown();
              }
              return 0;
            });
    for (int id = 1; id <= 20; id++) {
      client.work(id);
    }
    gate.await(4);
    assertThat(client.end()).isZero();
    assertThat(stopped.await(10, SECONDS)).isTrue();
    assertThat(started).hasValue(4);
  }

  @Test
  void endOfInput_whileOnlyWaitersAreLeft_doesNotWaitForThem() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            1,
            context -> {
              context.cancellation().onCancel(() -> gate.open(1));
              gate.passStubbornly();
              return 0;
            });
    for (int id = 1; id <= 20; id++) {
      client.work(id);
    }
    gate.await(1);
    assertThat(client.end()).isZero();
    assertThat(gate.unseen()).isZero();
  }

  @Test
  void endOfInput_whileMutedRequestRuns_stopsItToo() throws Exception {
    Gate gate = new Gate();
    CountDownLatch cancelled = new CountDownLatch(2);
    WireClient client =
        client(
            2,
            context -> {
              context.cancellation().onCancel(cancelled::countDown);
              gate.pass();
              return 0;
            });
    client.work(0);
    client.work(1);
    gate.await(2);
    client.work(0);
    client.work(1);
    client.rest();
    assertThat(cancelled.await(10, SECONDS)).isTrue();
  }

  @Test
  void endOfInput_workThatWillNotStop_isNamed() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            1,
            context -> {
              gate.passStubbornly();
              return 0;
            });
    client.work(1);
    gate.await(1);
    assertThat(client.end()).isZero();
    assertThat(client.log())
        .contains("request 1 still runs at the end of the worker, in thread perdure-slot-1");
    gate.open(1);
  }

  @Test
  void brokenMessage_whileOthersRun_isNotExecutedAndEndsTheWorker() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            2,
            context -> {
              gate.pass();
              return 0;
            });
    client.work(1);
    gate.await(1);
    byte[] broken = (protocol == Protocol.JSON ? "{]" : "\3\nxx").getBytes(UTF_8);
    client.sendRaw(broken, broken.length);
    assertThat(client.rest()).extracting(WorkResponse::requestId).isSubsetOf(List.of(1));
    assertThat(client.awaitExit()).isEqualTo(1);
    assertThat(client.log()).contains("malformed");
    assertThat(gate.unseen()).isZero();
  }
}
