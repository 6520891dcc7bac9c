package dev.perdure.worker.runtime.end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.runtime.loop.TextClient;
import dev.perdure.worker.runtime.request.RequestRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work of which another thread has called System.exit, and which does not stop at once. */
@Timeout(60)
class InterruptAfterExitTest {
  private static final long LITTLE_MILLIS = 30;
  private static final long PLENTY_MILLIS = 60_000;

  private final CountDownLatch end = new CountDownLatch(1);

  /** Calls exit for the calling thread's request from another, with this patience. */
  private static void exitBeside(int status, long patienceMillis) {
    RequestRun run = RequestRun.current();
    run.exit(status);
    new Thread(new InterruptAfterExit(run, patienceMillis), "exit").start();
  }

  /** Waits as a tool that heeds no more than so many interrupts. */
  private void awaitDeafly(int interrupts) {
    for (int heard = 0; heard < interrupts; ) {
      try {
        end.await();
        return;
      } catch (InterruptedException e) {
        heard++;
      }
    }
  }

  @Test
  void deafWork_isAnsweredWithItsStatus_andTheWorkerEndsSayingWhy() throws Exception {
    TextClient client =
        new TextClient(
            context -> {
              System.out.print("before");
              exitBeside(9, LITTLE_MILLIS);
              awaitDeafly(Integer.MAX_VALUE);
              return 0;
            });
    assertThat(client.work("work 3 v0")).isEqualTo("3 exit=9 before");
    assertThat(client.exitCode()).isEqualTo(1);
    assertThat(client.log())
        .contains("request 3 called exit(9) " + LITTLE_MILLIS + " ms ago and still runs in thread")
        .contains("\n\tat ", "InterruptAfterExitTest.awaitDeafly(InterruptAfterExitTest.java:");
    assertThat(client.log().strip()).endsWith("[exit-stuck]");
    end.countDown();
    client.end();
    assertThat(client.hasAnswer()).as("a second answer").isFalse();
  }

  @Test
  void workThatSwallowsInterrupts_isInterruptedAgain_andTheWorkerLivesOn() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (TextClient client =
        new TextClient(
            context -> {
              if (requests.incrementAndGet() == 1) {
                exitBeside(9, PLENTY_MILLIS);
                awaitDeafly(3);
              }
              return 0;
            })) {
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=9");
      assertThat(client.work("work 2 v0")).isEqualTo("2 exit=0");
    }
  }
}
