package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of the answers to the client. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class WritingTest {
  private static final int MEGABYTE = 1 << 20;

  @Parameter Protocol protocol;

  private static Worker worker(int slots, WorkHandler handler) {
    return Worker.of(handler).multiplex(Multiplex.create().slots(slots));
  }

  private static String large(int id) {
    return String.valueOf((char) ('a' + id % 26)).repeat(MEGABYTE);
  }

  @Test
  void largeOutputsAtOnce_areEachWrittenWhole() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        WireClient.of(
            protocol,
            worker(
                8,
                context -> {
                  gate.pass();
                  System.out.print(large(context.requestId()));
                  return 0;
                }));
    for (int id = 1; id <= 8; id++) {
      client.work(id);
    }
    gate.await(8);
    gate.open(8);
    for (WorkResponse response : client.await(8)) {
      assertThat(response.output().equals(large(response.requestId()))).isTrue();
    }
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void clientThatStopsReading_holdsUpTheWorkBeforeMemoryIsFull() throws Exception {
    AtomicInteger finished = new AtomicInteger();
    WireClient client =
        WireClient.notReading(
            protocol,
            worker(
                4,
                context -> {
                  System.out.print(large(context.requestId()));
                  finished.incrementAndGet();
                  return 0;
                }));
    for (int id = 1; id <= 100; id++) {
      client.work(id);
    }
    // 16 MiB are kept, and one answer in each slot and in the write that waits.
    int atMost = 17 + 4 + 2;
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (finished.get() < 17 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(finished.get()).isBetween(17, atMost);
    awaitNoSlotRunning();
    assertThat(finished.get()).isBetween(17, atMost);
    client.startReading();
    assertThat(client.await(100)).allMatch(response -> response.output().length() == MEGABYTE);
    assertThat(finished).hasValue(100);
    assertThat(client.rest()).isEmpty();
  }

  /** Waits until all slots wait: for the client, and so for ever. */
  private static void awaitNoSlotRunning() {
    long deadline = System.nanoTime() + 5_000_000_000L;
    int quiet = 0;
    while (quiet < 1_000 && System.nanoTime() < deadline) {
      boolean running =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("perdure-slot-"))
              .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
      quiet = running ? 0 : quiet + 100;
    }
  }

  @Test
  void writeFailure_endsTheWorkerWithALine() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        WireClient.notReading(
            protocol,
            worker(
                2,
                context -> {
                  gate.pass();
                  return 0;
                }));
    client.work(1);
    client.work(2);
    gate.await(2);
    client.breakOff();
    gate.open(1);
    assertThat(client.awaitExit()).isEqualTo(1);
    assertThat(client.log())
        .contains("worker: the client no longer reads answers: java.io.IOException: Broken pipe")
        .endsWith("[answer-unwritten]\n");
  }
}
