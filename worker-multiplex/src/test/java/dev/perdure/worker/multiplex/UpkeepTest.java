package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.codec.WireOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker as a good citizen, over both loops. */
@Timeout(60)
@ParameterizedClass
@ValueSource(booleans = {false, true})
class UpkeepTest {
  private static final WorkerUpkeep DEFAULTS = WorkerUpkeep.defaults();

  @Parameter boolean multiplex;

  private WireClient client(WorkerUpkeep upkeep, WorkHandler handler) {
    return client(Protocol.PROTO, upkeep, handler);
  }

  private WireClient client(Protocol protocol, WorkerUpkeep upkeep, WorkHandler handler) {
    return client(protocol, Worker.of(handler).upkeep(upkeep));
  }

  private WireClient client(Protocol protocol, Worker worker) {
    return WireClient.of(
        protocol, multiplex ? worker.multiplex(Multiplex.create().slots(2)) : worker);
  }

  private static int runOutOfMemoryFirst(WorkContext context) {
    if (context.requestId() == 1) {
      throw new OutOfMemoryError("too much");
    }
    return 0;
  }

  @Test
  void outOfMemory_isAnsweredThenTheWorkerEndsBetweenRequests() throws Exception {
    WireClient client = client(DEFAULTS, UpkeepTest::runOutOfMemoryFirst);
    client.work(1);
    assertThat(client.await().output()).startsWith("java.lang.OutOfMemoryError: too much");
    assertThat(client.awaitExit()).isZero();
    assertThat(client.log()).endsWith("[retired-out-of-memory]\n").hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource
  void retiring_whileRequestComes_readsItAndAnswers(Protocol protocol) throws Exception {
    WireClient client = client(protocol, DEFAULTS, UpkeepTest::runOutOfMemoryFirst);
    byte[] messages = messages(protocol, 1, 2);
    int cut = messages.length - 5;
    client.sendRaw(messages, cut);
    assertThat(client.await().requestId()).isEqualTo(1);
    assertThat(client.hasEndedAfter(Duration.ofMillis(800))).isFalse();

    byte[] rest = Arrays.copyOfRange(messages, cut, messages.length);
    client.sendRaw(rest, rest.length);

    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, ""));
    assertThat(client.awaitExit()).isZero();
  }

  /** Requests of those ids; in JSON with line ends, which are part of neither. */
  private static byte[] messages(Protocol protocol, int... ids) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      WireOutput message = new WireOutput();
      protocol.codec().writeRequest(WorkRequest.of(id, List.of("argument")), message);
      bytes.write(message.array(), 0, message.size());
      if (protocol == Protocol.JSON) {
        bytes.writeBytes(new byte[] {'\r', '\n'});
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void retiring_whileRequestRuns_waitsForItsAnswer() throws Exception {
    assumeTrue(multiplex, "one request at a time is answered before the next");
    Gate gate = new Gate();
    WireClient client =
        client(
            DEFAULTS,
            context -> {
              if (context.requestId() == 1) {
                throw new OutOfMemoryError("too much");
              }
              gate.pass();
              return 0;
            });
    client.work(2);
    gate.await(1);
    client.work(1);
    client.await();
    assertThat(client.hasEndedAfter(Duration.ofMillis(800))).isFalse();
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, ""));
    assertThat(client.awaitExit()).isZero();
  }

  @Test
  void heapOverItsMark_endsTheWorker() throws Exception {
    WireClient client = client(DEFAULTS.withMaxHeap(1e-9), context -> 0);
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.awaitExit()).isZero();
    assertThat(client.log()).endsWith("[heap-full]\n").hasLineCount(1);
  }

  @Test
  void residentOverItsMark_endsTheWorker() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc");
    WireClient client = client(DEFAULTS.withMaxResidentBytes(1 << 20), context -> 0);
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.awaitExit()).isZero();
    assertThat(client.log())
        .containsPattern("\\d+ MiB are resident, 1 MiB allowed")
        .endsWith("[resident-full]\n");
  }

  @Test
  void memoryBelowItsMarks_workerLivesOn() throws Exception {
    WireClient client =
        client(DEFAULTS.withMaxHeap(1).withMaxResidentBytes(1L << 50), context -> 0);
    client.work(1);
    client.await();
    assertThat(client.hasEndedAfter(Duration.ofMillis(800))).isFalse();
    client.work(2);
    client.await();
    assertThat(client.end()).isZero();
    assertThat(client.log()).isEmpty();
  }

  @Test
  void idleFor_collectsGarbage() throws Exception {
    long before = collections();
    try (WireClient client =
        client(DEFAULTS.withCollectAfterIdle(Duration.ofMillis(10)), context -> 0)) {
      client.work(1);
      client.await();
      awaitCollectionAfter(before);
    }
  }

  @Test
  void cpuTimeUsed_collectsGarbage() throws Exception {
    long before = collections();
    try (WireClient client =
        client(DEFAULTS.withCollectAfterCpu(Duration.ofNanos(1)), context -> 0)) {
      client.work(1);
      client.await();
      awaitCollectionAfter(before);
    }
  }

  @Test
  void collection_isToldToListeners() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    WorkerListener listener = atCollection(told::countDown);
    Worker worker =
        Worker.of(context -> 0)
            .multiplex(Multiplex.create())
            .upkeep(DEFAULTS.withCollectAfterIdle(Duration.ofMillis(10)))
            .listener(listener);
    try (WireClient client = WireClient.of(Protocol.PROTO, worker)) {
      client.work(1);
      client.await();
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static WorkerListener atCollection(Runnable action) {
    return new WorkerListener() {
      @Override
      public void collected(long nanos) {
        action.run();
      }
    };
  }

  private static void awaitCollectionAfter(long before) {
    while (collections() == before) {
      Thread.onSpinWait(); // @Timeout ends it.
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  @Test
  void longRequest_isReportedOnceWithItsStack() throws Exception {
    Gate gate = new Gate();
    // Holds the thread that reports until there is what it is to see: it looks once.
    Gate collected = new Gate();
    WorkerListener listener = atCollection(collected::passStubbornly);
    Worker worker =
        Worker.of(
                context -> {
                  if (context.requestId() == 2) {
                    takesLong(gate);
                  }
                  return 0;
                })
            .upkeep(
                DEFAULTS
                    .withCollectAfterIdle(Duration.ofMillis(1))
                    .withDumpStacksAfter(Duration.ofMillis(20)))
            .listener(listener);
    try (WireClient client = client(Protocol.PROTO, worker)) {
      client.work(1);
      client.await();
      collected.await(1);
      client.work(2);
      gate.await(1);
      collected.open(2); // It is idle once more at the end.
      while (!client.log().contains("UpkeepTest.takesLong")) {
        Thread.onSpinWait(); // @Timeout ends it.
      }
      assertThat(client.hasEndedAfter(Duration.ofMillis(100))).isFalse();
      gate.open(1);
      client.await();
      assertThat(client.log().split("request 2 has run for", -1)).hasSize(2);
    }
  }

  private static void takesLong(Gate gate) throws InterruptedException {
    gate.pass();
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> DEFAULTS.withMaxHeap(1.1)).hasMessage("max heap is 1.1");
    assertThatThrownBy(() -> DEFAULTS.withMaxHeap(Double.NaN)).hasMessage("max heap is NaN");
    assertThatThrownBy(() -> DEFAULTS.withMaxResidentBytes(-1))
        .hasMessage("max resident bytes is -1");
    assertThatThrownBy(() -> DEFAULTS.withCollectAfterIdle(Duration.ofMillis(-1)))
        .hasMessage("the idle time before a collection is PT-0.001S");
    assertThatThrownBy(() -> DEFAULTS.withCollectAfterCpu(Duration.ofMillis(-1)))
        .hasMessage("the processor time before a collection is PT-0.001S");
    assertThatThrownBy(() -> DEFAULTS.withDumpStacksAfter(Duration.ofMillis(-1)))
        .hasMessage("the time before a stack dump is PT-0.001S");
  }
}
