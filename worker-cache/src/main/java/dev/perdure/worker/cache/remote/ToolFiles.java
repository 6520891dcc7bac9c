package dev.perdure.worker.cache.remote;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.ContentDigests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that this worker itself is made of: those of its class path and module path, as they
 * are when first asked for. Thread-safe.
 */
final class ToolFiles {
  private final ContentDigests digests;

  /** Guarded by this. */
  private @Nullable List<Digest> known;

  ToolFiles(ContentDigests digests) {
    this.digests = digests;
  }

  /** Their digests, in the order in which classes are looked for; names don't matter. */
  synchronized List<Digest> digests() throws IOException {
    List<Digest> found = known;
    if (found == null) {
      found = new ArrayList<>();
      for (String property : List.of("java.class.path", "jdk.module.path")) {
        for (String path : System.getProperty(property, "").split(File.pathSeparator, -1)) {
          if (!path.isEmpty()) {
            add(found, Path.of(path));
          }
        }
      }
      known = List.copyOf(found);
    }
    return found;
  }

  private void add(List<Digest> found, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> walk = Files.walk(path)) {
        for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
          found.add(digests.of(file));
        }
      }
    } else if (Files.exists(path)) {
      found.add(digests.of(path));
    }
  }
}
