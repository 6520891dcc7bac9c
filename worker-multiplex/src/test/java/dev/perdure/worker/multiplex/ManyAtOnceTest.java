package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class ManyAtOnceTest {
  @Parameter Protocol protocol;

  private WireClient client(int slots, WorkHandler handler) {
    return WireClient.of(protocol, Worker.of(handler).multiplex(Multiplex.create().slots(slots)));
  }

  @Test
  void requests_moreThanSlots_runAsManyAtOnceAsThereAreSlots() throws Exception {
    Gate gate = new Gate();
    try (WireClient client =
        client(
            3,
            context -> {
              gate.pass();
              return context.requestId();
            })) {
      for (int id = 1; id <= 5; id++) {
        client.work(id);
      }
      gate.await(3);
      assertThat(gate.unseen()).isZero();
      gate.open(1);
      gate.await(1);
      assertThat(gate.unseen()).isZero();
      gate.open(4);
      assertThat(client.await(5)).extracting(WorkResponse::exitCode).contains(1, 2, 3, 4, 5);
    }
  }

  @Test
  void requests_answeredInTheOrderInWhichTheyFinish() throws Exception {
    Gate first = new Gate();
    try (WireClient client =
        client(
            2,
            context -> {
              if (context.requestId() == 1) {
                first.pass();
              }
              return 0;
            })) {
      client.work(1);
      first.await(1);
      client.work(2);
      assertThat(client.await().requestId()).isEqualTo(2);
      first.open(1);
      assertThat(client.await().requestId()).isEqualTo(1);
    }
  }

  @Test
  void request_createsNoThread() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (WireClient client =
        client(
            4,
            context -> {
              threads.add(Thread.currentThread());
              return 0;
            })) {
      for (int round = 0; round < 100; round++) {
        for (int id = 1; id <= 8; id++) {
          client.work(id);
        }
        client.await(8);
      }
      assertThat(threads).hasSizeBetween(1, 4);
      assertThat(threads).allMatch(thread -> thread.getName().matches("perdure-slot-[1-4]"));
      assertThat(threads).allMatch(Thread::isDaemon);
    }
  }

  @Test
  void request_alone_startsOneSlot() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (WireClient client =
        client(
            4,
            context -> {
              threads.add(Thread.currentThread());
              return 0;
            })) {
      for (int round = 0; round < 50; round++) {
        client.work(1);
        client.await();
      }
    }
    assertThat(threads).hasSize(1);
  }

  @Test
  void slots_haveTheContextClassLoaderOfTheWorker() throws Exception {
    ClassLoader mine = new ClassLoader("mine", null) {};
    AtomicReference<ClassLoader> seen = new AtomicReference<>();
    Thread self = Thread.currentThread();
    ClassLoader before = self.getContextClassLoader();
    self.setContextClassLoader(mine);
    try (WireClient client =
        client(
            1,
            context -> {
              seen.set(Thread.currentThread().getContextClassLoader());
              return 0;
            })) {
      client.work(1);
      client.await();
      assertThat(seen).hasValue(mine);
    } finally {
      self.setContextClassLoader(before);
    }
  }

  @Test
  void output_ofRequestsAtOnce_isEachItsOwn() throws Exception {
    Gate gate = new Gate();
    try (WireClient client =
        client(
            2,
            context -> {
              System.out.print("a" + context.requestId());
              gate.pass();
              System.err.print("b" + context.requestId());
              Thread inner = new Thread(() -> System.out.print("c" + context.requestId()));
              inner.start();
              inner.join();
              return 0;
            })) {
      client.work(1);
      client.work(2);
      gate.await(2);
      gate.open(2);
      assertThat(client.await(2))
          .extracting(WorkResponse::output)
          .containsExactlyInAnyOrder("a1b1c1", "a2b2c2");
    }
  }

  @Test
  void idZero_runsOneAfterTheOtherAndIsAnsweredInOrder() throws Exception {
    List<String> order = new ArrayList<>();
    try (WireClient client =
        client(
            4,
            context -> {
              synchronized (order) {
                order.add("begin" + context.arguments());
              }
              Thread.onSpinWait();
              synchronized (order) {
                order.add("end" + context.arguments());
              }
              return Integer.parseInt(context.arguments().get(0));
            })) {
      for (int i = 0; i < 20; i++) {
        client.work(0, "" + i);
      }
      assertThat(client.await(20))
          .extracting(WorkResponse::exitCode)
          .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }
    assertThat(order)
        .containsExactlyElementsOf(
            IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> List.of("begin[" + i + "]", "end[" + i + "]").stream())
                .toList());
  }
}
