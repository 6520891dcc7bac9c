package dev.perdure.worker.multiplex;

import dev.perdure.worker.files.ManifestClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a tool was loaded from, with their state at that time: those of its class path,
 * and those that the manifests of its jars add. Used by one thread only.
 */
final class ToolFiles {
  /**
   * Tells whether a file was changed or replaced.
   *
   * @param key identifies its inode, if there is one
   */
  private record Version(long size, FileTime modified, @Nullable Object key) {}

  private final List<Path> classPath;

  /** The files by jar or directory; an empty map stands for one that did not exist. */
  private final Map<Path, Map<Path, Version>> known = new HashMap<>();

  /** Whether a file disappeared while it was examined. */
  private boolean gone;

  /** Records the present state of the files of {@code classPath}; called before they are loaded. */
  ToolFiles(List<Path> classPath) throws IOException {
    this.classPath = classPath;
    for (Path entry : classPath) {
      known.put(entry, versions(entry));
    }
  }

  /**
   * Also records the files that the manifests name. Called later, when the tool's class loader has
   * its jars open, because then it costs almost nothing to open them again.
   */
  void addManifests() {
    try {
      for (Path entry : classPath) {
        addManifest(entry);
      }
    } catch (IOException | UncheckedIOException e) {
      gone = true;
    }
  }

  private void addManifest(Path jar) throws IOException {
    for (Path named : ManifestClassPath.of(jar)) {
      if (!known.containsKey(named)) {
        known.put(named, versions(named));
        addManifest(named);
      }
    }
  }

  /** Whether the files have changed since. */
  boolean haveChanged() {
    try {
      for (Map.Entry<Path, Map<Path, Version>> entry : known.entrySet()) {
        if (!versions(entry.getKey()).equals(entry.getValue())) {
          return true;
        }
      }
      return gone;
    } catch (IOException | UncheckedIOException e) {
      return true; // Somebody is writing them right now.
    }
  }

  private static Map<Path, Version> versions(Path root) throws IOException {
    if (!Files.exists(root)) {
      return Map.of();
    }
    if (!Files.isDirectory(root)) {
      return Map.of(root, version(root));
    }
    Map<Path, Version> versions = new HashMap<>();
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        versions.put(file, version(file));
      }
    }
    return versions;
  }

  private static Version version(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(now.size(), now.lastModifiedTime(), now.fileKey());
  }
}
