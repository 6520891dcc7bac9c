package dev.perdure.worker.it.isolated;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.it.isolated.shared.SharedCache;
import java.util.List;

/** Keeps a value of a JDK class and one of its own, made from the request's first input. */
public final class CachingTool implements WorkHandler {
  /** Another class in each slot. */
  private record Own(int number) {}

  private static int runs;

  @Override
  public int work(WorkContext context) {
    String input = context.inputs().get(0).path();
    List<?> shared =
        SharedCache.CACHE.get(
            context,
            CacheKey.of(List.class, "of the JDK"),
            scope -> {
              scope.used(input);
              return List.of(SharedCache.LOADS.incrementAndGet());
            });
    Own own =
        SharedCache.CACHE.get(
            context,
            CacheKey.of(Own.class),
            scope -> {
              scope.used(input);
              return new Own(SharedCache.LOADS.incrementAndGet());
            });
    runs++;
    context.out().print(runs + " " + shared.get(0) + " " + own.number());
    return 0;
  }
}
