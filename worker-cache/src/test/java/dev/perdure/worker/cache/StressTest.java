package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads at a cache that is too small for them. */
@Timeout(60)
class StressTest {
  private static final int THREADS = 4;
  private static final int REQUESTS = 3_000;

  private final long seed = Long.getLong("perdure.seed", System.nanoTime());
  private final DigestCache cache = DigestCache.of(CacheLimits.defaults().withMaxCount(5));
  private final Queue<Resource> made = new ConcurrentLinkedQueue<>();

  @Test
  void valuesOfManyThreads_areRightAndOpenUntilTheirRequestsEnd() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed + i);
        running.add(threads.submit(() -> requests(random)));
      }
      for (Future<?> one : running) {
        one.get(50, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    cache.close();

    assertThat(made).as("closed once each, seed %s", seed).allMatch(it -> it.timesClosed() == 1);
    assertThat(cache.statistics().hits()).isPositive();
    assertThat(cache.statistics().evictions()).isPositive();
  }

  private Void requests(Random random) throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      String content = "" + random.nextInt(3);
      FakeContext context = FakeContext.of(Map.of("a", content, "b", "1"));
      List<Resource> used = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        int key = random.nextInt(4);
        Resource value = cache.get(context, key(key), scope -> load(scope, key, content));
        assertThat(value.text()).as("seed %s", seed).isEqualTo(expected(key, content));
        used.add(value);
      }
      assertThat(used).as("open, seed %s", seed).allMatch(it -> it.timesClosed() == 0);
      context.end();
    }
    return null;
  }

  private static CacheKey<Resource> key(int number) {
    return CacheKey.of(Resource.class, number);
  }

  private static String expected(int key, String content) {
    return key == 0 ? "0 of b" : key + " of " + content + " and 0 of b";
  }

  /** All but the first are made of the first. */
  private Resource load(LoadScope scope, int key, String content) {
    Resource value;
    if (key == 0) {
      value = new Resource("0 of " + scope.used("b"));
    } else {
      scope.used("a");
      Resource part = scope.get(key(0), it -> load(it, 0, content));
      value = new Resource(key + " of " + content + " and " + part);
    }
    made.add(value);
    return value;
  }
}
