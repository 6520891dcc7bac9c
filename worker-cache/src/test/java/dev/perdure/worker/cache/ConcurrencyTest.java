package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkCancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrencyTest {
  private static final CacheKey<Resource> KEY = CacheKey.of(Resource.class, "key");
  private static final CacheKey<Resource> OTHER = CacheKey.of(Resource.class, "other");

  private final DigestCache cache = DigestCache.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch loading = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger loads = new AtomicInteger();

  @AfterEach
  void endThreads() throws InterruptedException {
    mayEnd.countDown();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Uses input a, and then does not end before it may. */
  private Resource loadSlowly(LoadScope scope) throws InterruptedException {
    scope.used("a");
    loads.incrementAndGet();
    loading.countDown();
    mayEnd.await();
    return new Resource("slow");
  }

  private Future<Resource> startSlowly(FakeContext context) throws InterruptedException {
    Future<Resource> slow = threads.submit(() -> cache.get(context, KEY, this::loadSlowly));
    loading.await();
    return slow;
  }

  private static <T> T resultOf(Future<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  /** Nothing tells that a thread waits, but the count of those that are about to. */
  private void awaitWaits(long count) {
    while (cache.statistics().waits() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void manyRequests_loadOnce() throws Exception {
    List<Future<Resource>> all = new ArrayList<>();
    all.add(startSlowly(FakeContext.of(Map.of("a", "1"))));
    for (int i = 0; i < 7; i++) {
      FakeContext context = FakeContext.of(Map.of("a", "1"));
      all.add(threads.submit(() -> cache.get(context, KEY, this::loadSlowly)));
    }
    awaitWaits(7);
    mayEnd.countDown();

    Resource first = resultOf(all.get(0));
    for (Future<Resource> one : all) {
      assertThat(resultOf(one)).isSameAs(first);
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void cancelledWaiter_stopsWaitingAndTheLoadGoesOn() throws Exception {
    Future<Resource> slow = startSlowly(FakeContext.of(Map.of("a", "1")));
    FakeContext context = FakeContext.of(Map.of("a", "1"));
    Future<Resource> waiter = threads.submit(() -> cache.get(context, KEY, this::loadSlowly));
    awaitWaits(1);

    context.cancel();

    assertThatThrownBy(() -> resultOf(waiter))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WorkCancelledException.class);
    assertThat(slow.isDone()).isFalse();
    mayEnd.countDown();
    assertThat(resultOf(slow).text()).isEqualTo("slow");
    assertThat(loads).hasValue(1);
  }

  @Test
  void interruptedWaiter_loadsForItselfAndStaysInterrupted() throws Exception {
    Future<Resource> slow = startSlowly(FakeContext.of(Map.of("a", "1")));
    Callable<Boolean> interrupted =
        () -> {
          Thread.currentThread().interrupt();
          FakeContext context = FakeContext.of(Map.of("a", "1"));
          cache.get(context, KEY, scope -> new Resource("own"));
          return Thread.currentThread().isInterrupted();
        };

    assertThat(resultOf(threads.submit(interrupted))).isTrue();
    assertThat(slow).isNotDone();
  }

  @Test
  void failureOfALoad_isNotTheWaitersFailure() throws Exception {
    Future<Resource> failing =
        threads.submit(
            () ->
                cache.get(
                    FakeContext.of(Map.of("a", "1")),
                    KEY,
                    scope -> {
                      loadSlowly(scope);
                      throw new IOException("no luck");
                    }));
    loading.await();
    FakeContext context = FakeContext.of(Map.of("a", "1"));
    Future<Resource> waiter =
        threads.submit(() -> cache.get(context, KEY, scope -> new Resource("own")));
    awaitWaits(1);

    mayEnd.countDown();

    assertThat(resultOf(waiter).text()).isEqualTo("own");
    assertThatThrownBy(() -> resultOf(failing)).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void loadForOtherDigests_isNotWaitedFor() throws Exception {
    Future<Resource> slow = startSlowly(FakeContext.of(Map.of("a", "1")));
    FakeContext context = FakeContext.of(Map.of("a", "2"));

    Resource own = cache.get(context, KEY, scope -> new Resource("own " + scope.used("a")));

    assertThat(own.text()).isEqualTo("own a");
    assertThat(slow).isNotDone();
  }

  @Test
  void loadThatTurnsOutUnfit_isWaitedForNoLonger() throws Exception {
    CountDownLatch mayUse = new CountDownLatch(1);
    Future<Resource> slow =
        threads.submit(
            () ->
                cache.get(
                    FakeContext.of(Map.of("a", "1")),
                    KEY,
                    scope -> {
                      loading.countDown();
                      mayUse.await();
                      return loadSlowly(scope);
                    }));
    loading.await();
    FakeContext context = FakeContext.of(Map.of("a", "2"));
    Future<Resource> waiter =
        threads.submit(() -> cache.get(context, KEY, scope -> new Resource("own")));
    awaitWaits(1);

    mayUse.countDown();

    assertThat(resultOf(waiter).text()).isEqualTo("own");
    assertThat(slow).isNotDone();
  }

  @Test
  void loadsThatNeedEachOther_doNotWaitForEver() throws Exception {
    CountDownLatch bothLoad = new CountDownLatch(2);
    Future<Resource> one = threads.submit(() -> crosswise(bothLoad, KEY, OTHER));
    Future<Resource> two = threads.submit(() -> crosswise(bothLoad, OTHER, KEY));

    assertThat(resultOf(one).text()).isNotEmpty();
    assertThat(resultOf(two).text()).isNotEmpty();
  }

  /** One thread of a loader stops to wait while another one goes on waiting. */
  @Test
  void loadsThatNeedEachOtherInOneOfSeveralThreads_doNotWaitForEver() throws Exception {
    CacheKey<Resource> wholeKey = CacheKey.of(Resource.class, "whole");
    CountDownLatch partLoading = new CountDownLatch(1);
    CompletableFuture<Future<Resource>> helper = new CompletableFuture<>();
    Future<Resource> slow = startSlowly(FakeContext.of(Map.of("a", "1")));
    Future<Resource> whole =
        threads.submit(
            () ->
                cache.get(
                    FakeContext.of(Map.of("a", "1")),
                    wholeKey,
                    scope -> {
                      helper.complete(threads.submit(() -> scope.get(KEY, this::loadSlowly)));
                      partLoading.await();
                      return new Resource(
                          "whole of " + scope.get(OTHER, it -> new Resource("never")));
                    }));
    Future<Resource> part =
        threads.submit(
            () ->
                cache.get(
                    FakeContext.of(Map.of("a", "1")),
                    OTHER,
                    scope -> {
                      partLoading.countDown();
                      resultOf(resultOf(helper));
                      return new Resource(
                          "part of " + scope.get(wholeKey, it -> new Resource("own")));
                    }));

    awaitWaits(2);
    mayEnd.countDown();

    assertThat(resultOf(slow).text()).isEqualTo("slow");
    assertThat(resultOf(part).text()).isEqualTo("part of own");
    assertThat(resultOf(whole).text()).isEqualTo("whole of part of own");
  }

  private Resource crosswise(
      CountDownLatch bothLoad, CacheKey<Resource> whole, CacheKey<Resource> part)
      throws InterruptedException {
    return cache.get(
        FakeContext.of(Map.of()),
        whole,
        scope -> {
          bothLoad.countDown();
          bothLoad.await();
          return new Resource("whole of " + scope.get(part, it -> new Resource("part")));
        });
  }
}
