package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each policy, with a tool that is wrong whenever two of its runs meet. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class PolicyTest {
  @Parameter Protocol protocol;

  /**
   * A tool that keeps its state in a field, as many do, one for each project. It waits a moment for
   * another run, so that two which may meet do.
   */
  private static final class UnsafeTool {
    private final Map<String, String> current = new ConcurrentHashMap<>();
    private final CountDownLatch met = new CountDownLatch(2);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final long patienceMillis;

    UnsafeTool(long patienceMillis) {
      this.patienceMillis = patienceMillis;
    }

    /** Arguments: project and source. Prints what it takes for its source. */
    int work(WorkContext context) throws InterruptedException {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      String project = context.arguments().get(0);
      current.put(project, context.arguments().get(1));
      met.countDown();
      met.await(patienceMillis, TimeUnit.MILLISECONDS);
      System.out.print(current.get(project));
      inside.decrementAndGet();
      return 0;
    }
  }

  private WireClient client(UnsafeTool tool, Multiplex multiplex) {
    return WireClient.of(protocol, Worker.of(tool::work).multiplex(multiplex.slots(4)));
  }

  @Test
  void shared_unsafeTool_mixesRequestsUp() throws Exception {
    UnsafeTool tool = new UnsafeTool(10_000);
    try (WireClient client = client(tool, Multiplex.create())) {
      client.work(1, "p", "one");
      client.work(2, "p", "two");
      List<WorkResponse> responses = client.await(2);
      assertThat(responses.get(0).output()).isEqualTo(responses.get(1).output());
    }
  }

  @Test
  void exclusive_unsafeTool_isRight() throws Exception {
    UnsafeTool tool = new UnsafeTool(2);
    try (WireClient client = client(tool, Multiplex.create().exclusive())) {
      for (int id = 1; id <= 20; id++) {
        client.work(id, "p", "source" + id);
      }
      assertThat(client.await(20))
          .allMatch(response -> response.output().equals("source" + response.requestId()));
      assertThat(tool.most).hasValue(1);
    }
  }

  @Test
  void exclusiveBy_keysOfTheTool_isRightAndDifferentKeysMeet() throws Exception {
    UnsafeTool tool = new UnsafeTool(10_000);
    Multiplex multiplex = Multiplex.create().exclusiveBy(request -> request.arguments().get(0));
    try (WireClient client = client(tool, multiplex)) {
      // The first two run at once or wait in vain for each other.
      client.work(1, "p", "source1");
      client.work(2, "q", "source2");
      for (int id = 3; id <= 20; id++) {
        client.work(id, "p" + id % 3, "source" + id);
      }
      assertThat(client.await(20))
          .allMatch(response -> response.output().equals("source" + response.requestId()));
      assertThat(tool.met.getCount()).isZero();
      assertThat(tool.most.get()).isGreaterThan(1);
    }
  }

  @Test
  void exclusiveBy_waitingKey_doesNotHoldUpOthersAndKeepsItsOrder() throws Exception {
    Gate gate = new Gate();
    try (WireClient client =
        WireClient.of(
            protocol,
            Worker.of(
                    context -> {
                      if (context.requestId() == 1) {
                        gate.pass();
                      }
                      return 0;
                    })
                .multiplex(
                    Multiplex.create().slots(2).exclusiveBy(request -> request.requestId() % 2)))) {
      client.work(1);
      gate.await(1);
      client.work(3);
      client.work(5);
      client.work(2);
      assertThat(client.await().requestId()).isEqualTo(2);
      gate.open(1);
      assertThat(client.await(3)).extracting(WorkResponse::requestId).containsExactly(1, 3, 5);
    }
  }

  @Test
  void exclusiveBy_keyFunctionThrows_failsItsRequestOnly() throws Exception {
    WireClient client =
        WireClient.of(
            protocol,
            Worker.of(context -> 0)
                .multiplex(
                    Multiplex.create()
                        .exclusiveBy(request -> Integer.valueOf(request.arguments().get(0)))));
    client.work(1, "no number");
    WorkResponse failed = client.await();
    assertThat(failed.requestId()).isEqualTo(1);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output()).startsWith("java.lang.NumberFormatException").contains("\tat ");
    client.cancel(1);
    client.work(1, "1");
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void exclusiveBy_keyFunctionThrowsForDuplicate_olderIsMuted() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        WireClient.of(
            protocol,
            Worker.of(
                    context -> {
                      gate.passStubbornly();
                      return 0;
                    })
                .multiplex(
                    Multiplex.create()
                        .exclusiveBy(request -> Integer.valueOf(request.arguments().get(0)))));
    client.work(1, "1");
    gate.await(1);
    client.work(1, "no number");
    assertThat(client.await().exitCode()).isEqualTo(1);
    gate.open(1);
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void exclusiveBy_nullKey_meetsAny() throws Exception {
    UnsafeTool tool = new UnsafeTool(10_000);
    try (WireClient client = client(tool, Multiplex.create().exclusiveBy(request -> null))) {
      client.work(1, "p", "source1");
      client.work(2, "q", "source2");
      client.await(2);
      assertThat(tool.most).hasValue(2);
    }
  }
}
