package dev.perdure.worker.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.RequestExecutors;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.runtime.loop.TextClient;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which request a thread works for that a tool keeps from one request to the next. */
@Timeout(60)
class ThreadScopeTest {
  /** Its thread is made by the first request that needs it. */
  private final ExecutorService pool = Executors.newFixedThreadPool(1);

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  private static boolean says(WorkContext context, String word) {
    return context.arguments().contains(word);
  }

  @Test
  void poolOfAnEarlierRequest_printsToTheLog() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              String text = "by " + context.requestId();
              pool.submit(() -> System.out.println(text)).get();
              return 0;
            })) {
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0 by 1|");
      assertThat(client.work("work 2 v0")).isEqualTo("2 exit=0");
      assertThat(client.log()).contains("by 2");
    }
  }

  @Test
  void adoptedTask_printsIntoTheAnswerOfItsRequest() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              Runnable print = () -> System.out.print("run by " + context.requestId());
              pool.submit(context.adopt(print)).get();
              System.out.print(pool.submit(context.adopt(() -> ", called")).get());
              pool.submit(() -> System.out.print("not adopted")).get();
              return 0;
            })) {
      pool.submit(() -> {}).get(); // Its thread belongs to no request.
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0 run by 1, called");
      assertThat(client.work("work 2 v0")).isEqualTo("2 exit=0 run by 2, called");
    }
  }

  @Test
  void adoptedTask_onTheCommonPool_printsIntoTheAnswerAndSoDoThreadsThatItStarts()
      throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              Runnable print =
                  () -> {
                    System.out.print("1");
                    Thread thread = new Thread(() -> System.out.print("2"));
                    thread.start();
                    join(thread);
                  };
              ForkJoinPool.commonPool().submit(context.adopt(print)).get();
              return 0;
            })) {
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0 12");
      assertThat(client.work("work 2 v0")).isEqualTo("2 exit=0 12");
    }
  }

  @Test
  void adoptedTask_throwsWhatItThrew_andLeavesItsThreadAsItWas() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              try {
                pool.submit(
                        context.adopt(
                            () -> {
                              throw new IOException("own");
                            }))
                    .get();
              } catch (ExecutionException e) {
                thrown.set(e.getCause());
              }
              assertThat(pool.submit(RequestScope::current).get()).isNull();
              return 0;
            })) {
      pool.submit(() -> {}).get();
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0");
      assertThat(thrown.get()).isInstanceOf(IOException.class).hasMessage("own");
    }
  }

  @Test
  void adopting_afterTheRequest_isRefused() throws Exception {
    AtomicReference<WorkContext> kept = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              kept.set(context);
              return 0;
            })) {
      client.work("work 1 v0");
      assertThatThrownBy(() -> kept.get().adopt(() -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("request 1 was answered");
    }
  }

  @Test
  void adoptedTask_thatRunsAfterItsRequest_printsToTheLog() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch printed = new CountDownLatch(1);
    try (TextClient client =
        new TextClient(
            context -> {
              pool.execute(() -> await(answered));
              Runnable late =
                  () -> {
                    System.out.println("late");
                    printed.countDown();
                  };
              pool.execute(context.adopt(late));
              return 0;
            })) {
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0");
      answered.countDown();
      printed.await();
      assertThat(client.log()).contains("late");
    }
  }

  @Test
  void bindingPool_bindsEachTaskToTheRequestThatSubmitsIt() throws Exception {
    ExecutorService binding = RequestExecutors.binding(pool);
    try (TextClient client =
        new TextClient(
            context -> {
              String id = "" + context.requestId();
              binding.submit(() -> System.out.print(id)).get();
              CompletableFuture.runAsync(() -> System.out.print(id), binding).get();
              return 0;
            })) {
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0 11");
      assertThat(client.work("work 2 v0")).isEqualTo("2 exit=0 22");
      assertThat(binding.submit(RequestScope::current).get()).as("of no request").isNull();
    }
    binding.shutdown();
    assertThat(pool.isShutdown()).isTrue();
    assertThat(binding.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(binding.isTerminated()).isTrue();
  }

  @Test
  void threadsThatTheJdkShares_inheritNoRequest() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              assertThat(scopeSeenBy(ForkJoinPool.commonPool())).isNull();
              assertThat(
                      scopeSeenBy(
                          CompletableFuture.delayedExecutor(
                              1, TimeUnit.MILLISECONDS, Runnable::run)))
                  .isNull();
              assertThat(scopeSeenBy(CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)))
                  .isNull();
              return 0;
            })) {
      assertThat(client.work("work 1 v0")).isEqualTo("1 exit=0");
    }
  }

  /** Waits by itself: a pool's tasks may run on a thread that waits for them by other means. */
  private static @Nullable RequestScope scopeSeenBy(Executor executor) throws Exception {
    AtomicReference<RequestScope> seen = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    executor.execute(
        () -> {
          seen.set(RequestScope.current());
          done.countDown();
        });
    done.await();
    return seen.get();
  }

  @Test
  void systemLogger_onAThreadOfAStoppedRequest_hasNoMoreOfItsVerbosityAndId() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.Logger logger = System.getLogger("tool");
              String text = "by " + context.requestId();
              pool.submit(
                      () -> {
                        logger.log(System.Logger.Level.INFO, text + " info");
                        logger.log(System.Logger.Level.WARNING, text + " warning");
                      })
                  .get();
              return 0;
            })) {
      client.work("work 1 v10");
      client.work("work 2 v10");
      assertThat(client.log())
          .contains("INFO tool, request 1: by 1 info")
          .contains("WARNING tool: by 2 warning")
          .doesNotContain("by 2 info");
    }
  }

  @Test
  void keptThreadsAndContexts_keepNoRequestAlive() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Object> kept = new ArrayList<>();
    List<WeakReference<Object>> seen = new ArrayList<>();
    try (TextClient client =
        new TextClient(
            context -> {
              if (says(context, "last")) {
                return 0;
              }
              seen.add(new WeakReference<>(RequestRun.current()));
              seen.add(new WeakReference<>(RequestRun.current().request()));
              Thread thread = new Thread(() -> await(end));
              thread.start();
              kept.add(thread);
              kept.add(context);
              kept.add(context.out());
              kept.add(context.cancellation());
              kept.add(context.adopt(() -> {}));
              return 0;
            })) {
      for (int i = 1; i <= 10; i++) {
        client.work("work " + i + " v0");
      }
      client.work("work 11 v0 last");
      assertThat(seen).hasSize(20);
      for (int i = 0; i < 20 && !seen.stream().allMatch(each -> each.get() == null); i++) {
        System.gc();
      }
      assertThat(seen).allMatch(each -> each.get() == null);
    } finally {
      end.countDown();
    }
    assertThat(kept).hasSize(50);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
