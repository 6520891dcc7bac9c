package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class VirtualThreadsTest {
  private static final boolean AVAILABLE = Runtime.version().feature() >= 21;

  @Parameter Protocol protocol;

  @Test
  void oldJdk_isRefusedWithItsVersion() {
    assumeTrue(!AVAILABLE, "this JDK has virtual threads");
    assertThatThrownBy(() -> Multiplex.create().virtualThreads())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("virtual threads came with JDK 21, this is " + Runtime.version().feature());
  }

  @Test
  void slots_areVirtualThreadsThatServeMany() throws Exception {
    assumeTrue(AVAILABLE, "virtual threads came with JDK 21");
    Gate gate = new Gate();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    WireClient client =
        WireClient.of(
            protocol,
            Worker.of(
                    context -> {
                      threads.add(Thread.currentThread());
                      System.out.print("out" + context.requestId());
                      gate.pass();
                      return 0;
                    })
                .multiplex(Multiplex.create().slots(100).virtualThreads()));
    for (int id = 1; id <= 100; id++) {
      client.work(id);
    }
    gate.await(100);
    gate.open(100);
    assertThat(client.await(100))
        .allMatch(response -> response.output().equals("out" + response.requestId()));
    assertThat(threads).hasSize(100).allMatch(VirtualThreadsTest::isVirtual);
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void cancel_interruptsAVirtualThread() throws Exception {
    assumeTrue(AVAILABLE, "virtual threads came with JDK 21");
    Gate gate = new Gate();
    WireClient client =
        WireClient.of(
            protocol,
            Worker.of(
                    context -> {
                      gate.pass();
                      return 0;
                    })
                .multiplex(Multiplex.create().virtualThreads()));
    client.work(1);
    gate.await(1);
    client.cancel(1);
    assertThat(client.await()).extracting(WorkResponse::wasCancelled).isEqualTo(true);
    assertThat(client.rest()).isEmpty();
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Thread.isVirtual", e);
    }
  }
}
