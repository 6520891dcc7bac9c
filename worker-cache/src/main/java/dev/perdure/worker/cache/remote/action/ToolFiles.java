package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.ContentDigests;
import dev.perdure.worker.files.ManifestClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that this worker itself is made of: those of its class path, including what the
 * manifests of jars add, and of its module path. They are read at the first call. Symlinks are
 * followed, as in the JVM. Thread-safe.
 */
public final class ToolFiles {
  private final ContentDigests digests;
  private final String classPath;
  private final String modulePath;

  /** Guarded by this. */
  private @Nullable List<Digest> known;

  public ToolFiles(ContentDigests digests) {
    this(
        digests,
        System.getProperty("java.class.path", ""),
        System.getProperty("jdk.module.path", ""));
  }

  ToolFiles(ContentDigests digests, String classPath, String modulePath) {
    this.digests = digests;
    this.classPath = classPath;
    this.modulePath = modulePath;
  }

  /** The digests of the files, in the order in which classes are searched; names don't matter. */
  public synchronized List<Digest> digests() throws IOException {
    List<Digest> found = known;
    if (found == null) {
      found = new ArrayList<>();
      for (Path root : roots()) {
        add(found, root);
      }
      found = List.copyOf(found);
      known = found;
    }
    return found;
  }

  private void add(List<Digest> found, Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        found.add(digests.of(file));
      }
    }
  }

  /** The jars and directories in which classes are searched, in this order. */
  private Set<Path> roots() throws IOException {
    Set<Path> roots = new LinkedHashSet<>();
    for (Path path : existing(classPath)) {
      addWithManifest(roots, path);
    }
    roots.addAll(existing(modulePath));
    return roots;
  }

  private static List<Path> existing(String paths) throws IOException {
    List<Path> existing = new ArrayList<>();
    for (String path : paths.split(File.pathSeparator, -1)) {
      if (!path.isEmpty() && Files.exists(Path.of(path))) {
        // The names in the manifest of a linked jar are relative to where the jar really is.
        existing.add(Path.of(path).toRealPath());
      }
    }
    return existing;
  }

  /** Adds {@code path} and what its manifest names, once each, as the JVM does. */
  private static void addWithManifest(Set<Path> roots, Path path) {
    if (!Files.exists(path) || !roots.add(path)) {
      return;
    }
    for (Path named : ManifestClassPath.of(path)) {
      addWithManifest(roots, named);
    }
  }
}
