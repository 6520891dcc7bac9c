package dev.perdure.worker.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.ExitTrap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SingleplexExitTest {
  @Test
  void exit_onWorkingThread_answersWithItsStatus() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.println("before");
              ExitTrap.exit(42);
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=42 before|");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=42 before|");
    }
  }

  @Test
  void halt_caughtByTool_stillAnswersWithItsStatus() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              try {
                ExitTrap.halt(7);
              } catch (Throwable swallowed) {
                return 0;
              }
              return 1;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=7");
    }
  }

  @Test
  void prints_behindTheExit_areLoggedAsTheyWouldNotBeInAProcess() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.print("before");
              try {
                ExitTrap.exit(3);
              } finally {
                System.out.println("behind");
                context.err().println("behind, too");
              }
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=3 before");
      assertThat(client.log()).contains("behind", "behind, too");
    }
  }

  @Test
  void exit_onStartedThread_interruptsTheWorkAndPrintsNoTrace() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              new Thread(() -> ExitTrap.exit(9)).start();
              new CountDownLatch(1).await();
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=9");
    }
  }

  @Test
  void exit_afterTheAnswer_endsOnlyThatThread() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicReference<Thread> left = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              Thread thread =
                  new Thread(
                      () -> {
                        awaitUninterruptibly(answered);
                        ExitTrap.exit(9);
                      });
              left.set(thread);
              thread.start();
              return 0;
            })) {
      assertThat(client.work("work 5 v0")).isEqualTo("5 exit=0");
      answered.countDown();
      left.get().join();
      assertThat(client.log()).contains("a thread of request 5", "called exit(9)");
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
