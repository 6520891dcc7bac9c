package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.CacheLoader;
import dev.perdure.worker.cache.DigestCache;
import dev.perdure.worker.cache.LoadScope;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Explains a word by a glossary, which is parsed again only if it has changed. */
public final class Glossary implements WorkHandler {
  /** The words of one file, and of the files that it includes. */
  record Words(Map<String, String> meanings) {}

  // #region cache
  private final DigestCache cache = DigestCache.create();

  @Override
  public int work(WorkContext context) throws IOException {
    Words words =
        cache.get(
            context, CacheKey.of(Words.class, "glossary"), scope -> parse("words.txt", scope));
    System.out.println(words.meanings().get(context.arguments().get(0)));
    return 0;
  }

  private static Words parse(String file, LoadScope scope) throws IOException {
    Map<String, String> meanings = new TreeMap<>();
    for (String line : Files.readAllLines(scope.used(file))) {
      if (line.startsWith("include ")) {
        // Found while reading: from now on the value depends on that file, too.
        meanings.putAll(parse(line.substring(8), scope).meanings());
      } else {
        String[] pair = line.split(": ", 2);
        meanings.put(pair[0], pair[1]);
      }
    }
    return new Words(meanings);
  }

  // #endregion cache

  // #region checked
  FileChannel open(WorkContext context, String file) throws IOException {
    return cache.get(
        context,
        CacheKey.of(FileChannel.class, file),
        CacheLoader.checked(FileChannel::isOpen, scope -> FileChannel.open(scope.used(file))));
  }

  // #endregion checked

  static DigestCache bounded() {
    // #region limits
    return DigestCache.of(
        CacheLimits.defaults()
            .withMaxCount(200)
            .withMaxWeight(64 << 20) // in what the loaders say to scope.weigh, here bytes
            .withMaxAge(Duration.ofMinutes(30))
            .withMaxHeap(0.7));
    // #endregion limits
  }
}
