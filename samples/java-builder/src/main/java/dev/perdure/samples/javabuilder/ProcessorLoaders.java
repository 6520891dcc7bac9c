package dev.perdure.samples.javabuilder;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.cache.CacheLoader;
import dev.perdure.worker.cache.DigestCache;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Class loaders of annotation processors, kept for later requests that have the same jars: to load
 * and warm up a processor takes longer than most compilations. One request at a time uses a loader,
 * as processors know nothing of others in the same process. Thread-safe.
 *
 * <p>What a processor keeps in static fields is thus seen by its next compilation.
 */
final class ProcessorLoaders {
  /** About what the classes of a large processor take, in bytes. */
  private static final long WEIGHT = 16 << 20;

  /**
   * The package of Lombok, which keeps what its settings are for two seconds, whether or not they
   * have changed.
   */
  private static final String LOMBOK = "lombok.";

  private final DigestCache cache;
  private final boolean fresh;

  /**
   * @param fresh whether each request has loaders of its own
   */
  ProcessorLoaders(DigestCache cache, boolean fresh) {
    this.cache = cache;
    this.fresh = fresh;
  }

  /** These loaders, or new ones for each request if one of {@code processors} can't have others. */
  ProcessorLoaders suiting(List<String> processors) {
    boolean keeps = processors.stream().noneMatch(it -> it.startsWith(LOMBOK));
    return keeps || fresh ? this : new ProcessorLoaders(cache, true);
  }

  /**
   * A loader for the jars of {@code path}, for this request until it ends.
   *
   * @param identities what the jars are known by
   */
  ClassLoader lend(Collection<? extends Path> path, List<Object> identities, WorkContext request) {
    if (fresh) {
      ProcessorLoader loader = ProcessorLoader.open(path);
      request.closeAtEnd(loader::end);
      return loader;
    }
    CacheLoader<IdleLoaders, RuntimeException> pools =
        scope -> {
          scope.weigh(WEIGHT);
          return new IdleLoaders();
        };
    IdleLoaders idle =
        cache.get(request, CacheKey.of(IdleLoaders.class, identities.toArray()), pools);
    ProcessorLoader loader = idle.take(path);
    request.closeAtEnd(() -> idle.giveBack(loader));
    return loader;
  }
}
