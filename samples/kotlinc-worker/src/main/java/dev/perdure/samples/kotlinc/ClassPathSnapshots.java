package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.DigestCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a compilation can see of each jar on its class path, kept by the digest of the jar. Two
 * snapshots are equal if the jars differ only in the code of functions that are not inline.
 * Thread-safe.
 */
final class ClassPathSnapshots implements AutoCloseable {
  /** The standard library has 270 kB. */
  private static final long MAX_BYTES = 64 << 20;

  /** The bytes of a snapshot file, and the shape of the jar. */
  private static final class Snapshot {
    final byte[] bytes;
    final String shape;

    Snapshot(byte[] bytes, String shape) {
      this.bytes = bytes;
      this.shape = shape;
    }
  }

  private final BuildTools tools;
  private final DigestCache cache = DigestCache.of(CacheLimits.defaults().withMaxWeight(MAX_BYTES));

  ClassPathSnapshots(BuildTools tools) {
    this.tools = tools;
  }

  /** The snapshot file of each jar. */
  static List<Path> files(IncrementalTarget target, Path folder) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < target.classPath().size(); i++) {
      files.add(folder.resolve(i + ".snapshot"));
    }
    return files;
  }

  /**
   * Brings the snapshots in a state up to date.
   *
   * @param changed the jars with other content than when the snapshots were written
   * @return whether all are as they were
   */
  boolean update(WorkContext context, IncrementalTarget target, Set<Path> changed, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    boolean areSame = true;
    List<Path> files = files(target, folder);
    int index = 0;
    for (Map.Entry<Path, Digest> jar : target.classPath().entrySet()) {
      Path file = files.get(index++);
      Path shape = file.resolveSibling(file.getFileName() + ".shape");
      boolean exists = Files.exists(shape);
      if (!exists || changed.contains(jar.getKey())) {
        Snapshot now = snapshot(context, jar.getKey(), jar.getValue(), folder);
        areSame &=
            exists
                && Arrays.equals(Files.readAllBytes(file), now.bytes)
                && Files.readString(shape, UTF_8).equals(now.shape);
        Files.write(file, now.bytes);
        Files.writeString(shape, now.shape, UTF_8);
      }
    }
    return areSame;
  }

  private Snapshot snapshot(WorkContext context, Path jar, Digest digest, Path folder)
      throws IOException {
    return cache.get(
        context,
        CacheKey.of(Snapshot.class, digest),
        scope -> {
          byte[] bytes = tools.snapshot(jar, folder.resolve("new"));
          scope.weigh(bytes.length);
          return new Snapshot(bytes, ClassShape.ofJar(jar));
        });
  }

  @Override
  public void close() {
    cache.close();
  }
}
