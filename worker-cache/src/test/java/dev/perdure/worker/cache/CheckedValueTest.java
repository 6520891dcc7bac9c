package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is broken is not lent again. */
@Timeout(60)
class CheckedValueTest {
  private static final CacheKey<Resource> KEY = CacheKey.of(Resource.class, "key");

  private final DigestCache cache = DigestCache.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger loads = new AtomicInteger();
  private final Set<Resource> broken = ConcurrentHashMap.newKeySet();

  @AfterEach
  void endThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private static FakeContext request() {
    return FakeContext.of(Map.of("a", "1"));
  }

  private Resource load(LoadScope scope) {
    scope.used("a");
    return new Resource("value " + loads.incrementAndGet());
  }

  private Resource get(FakeContext context, Predicate<Resource> healthy) {
    return cache.get(context, KEY, CacheLoader.checked(healthy, this::load));
  }

  private Resource get(FakeContext context) {
    return get(context, value -> !broken.contains(value));
  }

  /** A value that is kept, and that no request uses. */
  private Resource kept() throws Exception {
    FakeContext context = request();
    Resource value = get(context);
    context.end();
    return value;
  }

  @Test
  void healthyValue_isLentAgain() throws Exception {
    Resource first = kept();

    assertThat(kept()).isSameAs(first);
    assertThat(first.timesClosed()).isZero();
    assertThat(cache.statistics().hits()).isEqualTo(1);
  }

  @Test
  void newValue_isNotChecked() {
    List<Resource> checked = new ArrayList<>();
    Resource made = get(request(), checked::add);

    assertThat(checked).isEmpty();
    assertThat(get(request(), checked::add)).isSameAs(made);
    assertThat(checked).containsExactly(made);
  }

  @Test
  void brokenValueThatNobodyUses_isClosedAtOnceAndMadeAnew() throws Exception {
    Resource first = kept();
    broken.add(first);
    FakeContext context = request();
    Resource second = get(context);

    assertThat(second).isNotSameAs(first);
    assertThat(first.timesClosed()).isEqualTo(1);
    assertThat(second.timesClosed()).isZero();
    assertThat(cache.statistics().count()).isEqualTo(1);
    assertThat(kept()).isSameAs(second);
  }

  @Test
  void brokenValueInUse_isClosedAfterItsLastUse() throws Exception {
    FakeContext early = request();
    Resource first = get(early);
    broken.add(first);
    FakeContext late = request();
    assertThat(get(late)).isNotSameAs(first);
    late.end();

    assertThat(first.timesClosed()).isZero();
    early.end();
    assertThat(first.timesClosed()).isEqualTo(1);
  }

  @Test
  void valueThatBreaksUnderItsRequest_isReplacedForTheSameRequest() throws Exception {
    FakeContext context = request();
    Resource first = get(context);
    broken.add(first);
    Resource second = get(context);

    assertThat(second).isNotSameAs(first);
    assertThat(first.timesClosed()).isZero(); // The request may still hold it.
    context.end();
    assertThat(first.timesClosed()).isEqualTo(1);
    assertThat(second.timesClosed()).isZero();
  }

  static List<Predicate<Resource>> checksThatThrow() {
    return List.of(
        value -> {
          throw new IllegalStateException("thrown by the check");
        },
        value -> {
          throw new StackOverflowError("thrown by the check");
        });
  }

  @ParameterizedTest
  @MethodSource("checksThatThrow")
  void checkThatThrows_countsAsBroken(Predicate<Resource> check) throws Exception {
    Resource first = kept();
    Resource second = get(request(), check);

    assertThat(second).isNotSameAs(first);
    assertThat(first.timesClosed()).isEqualTo(1);
    assertThat(kept()).isSameAs(second);
  }

  @Test
  void manyBorrowersOfABrokenValue_makeOneNewValue() throws Exception {
    int borrowers = 8;
    Resource first = kept();
    broken.add(first);
    CyclicBarrier checking = new CyclicBarrier(borrowers);
    List<Future<Resource>> all = new ArrayList<>();
    for (int i = 0; i < borrowers; i++) {
      FakeContext context = request();
      all.add(threads.submit(() -> get(context, value -> isSoundForAll(value, checking))));
    }
    Resource second = all.get(0).get(20, TimeUnit.SECONDS);
    for (Future<Resource> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS)).isSameAs(second);
    }
    assertThat(second).isNotSameAs(first);
    assertThat(loads).hasValue(2);
    assertThat(first.timesClosed()).isEqualTo(1);
  }

  /** All look at the broken value at once. */
  private boolean isSoundForAll(Resource value, CyclicBarrier checking) {
    if (broken.contains(value)) {
      try {
        checking.await(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return false;
    }
    return true;
  }

  @Test
  void slowCheck_keepsNobodyElseWaiting() throws Exception {
    Resource first = kept();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    FakeContext slow = request();
    Future<Resource> late = threads.submit(() -> get(slow, value -> passesLate(begun, mayEnd)));
    begun.await();

    assertThat(kept()).isSameAs(first);
    CacheKey<Resource> other = CacheKey.of(Resource.class, "other");
    assertThat(cache.get(request(), other, this::load)).isNotSameAs(first);
    assertThat(late.isDone()).isFalse();
    mayEnd.countDown();
    assertThat(late.get(20, TimeUnit.SECONDS)).isSameAs(first);
  }

  private static boolean passesLate(CountDownLatch begun, CountDownLatch mayEnd) {
    begun.countDown();
    try {
      return mayEnd.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void valueLetGoDuringItsCheck_isClosedAfterIt() throws Exception {
    Resource first = kept();
    FakeContext context = request();
    AtomicInteger closed = new AtomicInteger(-1);
    Resource second =
        get(
            context,
            value -> {
              cache.close();
              closed.set(value.timesClosed());
              return true;
            });

    assertThat(closed).hasValue(0);
    assertThat(first.timesClosed()).isEqualTo(1);
    assertThat(second.timesClosed()).isZero();
    context.end();
    assertThat(second.timesClosed()).isEqualTo(1);
  }

  @Test
  void brokenPart_isReplacedWithTheValueThatLooksAtIt() throws Exception {
    CacheKey<Whole> key = CacheKey.of(Whole.class);
    CacheLoader<Resource, RuntimeException> part =
        CacheLoader.checked(value -> !broken.contains(value), this::load);
    CacheLoader<Whole, RuntimeException> whole =
        CacheLoader.checked(
            value -> !broken.contains(value.part()), scope -> new Whole(scope.get(KEY, part)));
    FakeContext early = request();
    Whole first = cache.get(early, key, whole);
    early.end();
    broken.add(first.part());
    Whole second = cache.get(request(), key, whole);

    assertThat(second.part()).isNotSameAs(first.part());
    assertThat(first.part().timesClosed()).isEqualTo(1);
    assertThat(cache.get(request(), key, whole)).isSameAs(second);
  }

  private record Whole(Resource part) {}
}
