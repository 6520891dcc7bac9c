package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheLimitsTest {
  private final List<Resource> made = new ArrayList<>();
  private long nanos;
  private double heap;
  private boolean collected;

  private DigestCache cache(CacheLimits limits) {
    HeapCeiling ceiling = new HeapCeiling(limits.maxHeap(), () -> heap, this::takeCollected);
    return new DigestCache(limits, () -> nanos, ceiling, ContentDigests.create());
  }

  /** Whether there was a collection since the last call. */
  private boolean takeCollected() {
    boolean taken = collected;
    collected = false;
    return taken;
  }

  /** Asks for a value in a request of its own, which has ended. */
  private Resource use(DigestCache cache, String name, long weight) throws Exception {
    FakeContext context = FakeContext.of(Map.of());
    Resource resource = get(cache, context, name, weight);
    context.end();
    return resource;
  }

  private Resource get(DigestCache cache, FakeContext context, String name, long weight) {
    return cache.get(
        context,
        CacheKey.of(Resource.class, name),
        scope -> {
          scope.weigh(weight);
          made.add(new Resource(name));
          return made.get(made.size() - 1);
        });
  }

  private List<String> closed() {
    return made.stream().filter(it -> it.timesClosed() > 0).map(Resource::text).toList();
  }

  @Test
  void count_isKeptByLeastRecentUse() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxCount(2));
    use(cache, "a", 1);
    use(cache, "b", 1);
    use(cache, "a", 1);
    use(cache, "c", 1);

    assertThat(closed()).containsExactly("b");
    assertThat(cache.statistics().count()).isEqualTo(2);
  }

  @Test
  void weight_isKept() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxWeight(10));
    use(cache, "a", 4);
    use(cache, "b", 4);
    assertThat(closed()).isEmpty();
    use(cache, "c", 6);

    assertThat(closed()).containsExactly("a");
    assertThat(cache.statistics().weight()).isEqualTo(10);
  }

  @Test
  void valueThatIsTooHeavyAtAll_drivesOutNothing() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxWeight(10));
    use(cache, "a", 4);
    use(cache, "heavy", 11);

    assertThat(closed()).containsExactly("heavy");
  }

  @Test
  void age_isCountedFromTheLastUse() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxAge(Duration.ofNanos(10)));
    use(cache, "a", 1);
    use(cache, "b", 1);
    nanos = 8;
    use(cache, "a", 1);
    nanos = 11;
    Resource second = use(cache, "b", 1);

    assertThat(closed()).containsExactly("b");
    assertThat(second.timesClosed()).isZero();
    assertThat(made).hasSize(3);
  }

  @Test
  void ageWithoutEnd_isNeverReached() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxAge(ChronoUnit.FOREVER.getDuration()));
    use(cache, "a", 1);
    nanos = Long.MAX_VALUE;
    use(cache, "b", 1);

    assertThat(closed()).isEmpty();
  }

  @Test
  void heapAboveItsCeiling_costsAQuarterForEachCollection() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxHeap(0.5));
    for (String name : List.of("a", "b", "c", "d", "e")) {
      use(cache, name, 1);
    }
    heap = 0.6;
    use(cache, "e", 1);
    assertThat(closed()).isEmpty();
    collected = true;
    use(cache, "e", 1);

    assertThat(closed()).containsExactly("a", "b");
  }

  @Test
  void valueInUse_isClosedAfterItsLastRequest() throws Exception {
    DigestCache cache = cache(CacheLimits.defaults().withMaxCount(1));
    FakeContext first = FakeContext.of(Map.of());
    FakeContext second = FakeContext.of(Map.of());
    get(cache, first, "a", 1);
    get(cache, second, "a", 1);
    get(cache, second, "a", 1);
    use(cache, "b", 1);

    assertThat(cache.statistics().evictions()).isEqualTo(1);
    assertThat(closed()).isEmpty();
    second.end();
    assertThat(closed()).isEmpty();
    first.end();
    assertThat(closed()).containsExactly("a");
    assertThat(made.get(0).timesClosed()).isEqualTo(1);
  }

  @Test
  void partOfAPartReturnedAsTheWhole_isClosedOnceAndNotInUse() throws Exception {
    record Middle(Resource inner) {}
    DigestCache cache = cache(CacheLimits.defaults().withMaxCount(3));
    CacheKey<Resource> innerKey = CacheKey.of(Resource.class, "inner");
    CacheKey<Middle> middleKey = CacheKey.of(Middle.class);
    CacheLoader<Resource, RuntimeException> inner = scope -> new Resource("inner");
    CacheLoader<Middle, RuntimeException> middle = scope -> new Middle(scope.get(innerKey, inner));
    FakeContext first = FakeContext.of(Map.of());
    Resource whole =
        cache.get(
            first,
            CacheKey.of(Resource.class, "whole"),
            scope -> scope.get(middleKey, middle).inner());
    first.end();
    FakeContext second = FakeContext.of(Map.of());
    assertThat(cache.get(second, middleKey, middle).inner()).isSameAs(whole);
    assertThat(cache.get(second, innerKey, inner)).isSameAs(whole);

    use(cache, "drives out the whole", 1);
    assertThat(cache.statistics().evictions()).isEqualTo(1);
    assertThat(whole.timesClosed()).isZero();
    second.end();
    cache.close();
    assertThat(whole.timesClosed()).isEqualTo(1);
  }

  @Test
  void limitsThatCanNotBe_areRefused() {
    CacheLimits limits = CacheLimits.defaults();
    assertThatThrownBy(() -> limits.withMaxCount(-1)).hasMessage("max count is -1");
    assertThatThrownBy(() -> limits.withMaxWeight(-1)).hasMessage("max weight is -1");
    assertThatThrownBy(() -> limits.withMaxHeap(1.1)).hasMessage("max heap is 1.1");
    assertThatThrownBy(() -> limits.withMaxAge(Duration.ofNanos(-1)))
        .hasMessage("max age is PT-0.000000001S");
  }

  @Test
  void collection_isNoticedByItsOwnMeans() {
    HeapCeiling ceiling = HeapCeiling.of(Double.MIN_VALUE);
    assertThat(ceiling.isExceeded()).isFalse();

    System.gc();

    assertThat(ceiling.isExceeded()).isTrue();
    assertThat(ceiling.isExceeded()).isFalse();
  }
}
