package dev.perdure.worker.cache.remote;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.ContentDigests;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The files that this worker itself is made of: those of its class path, with what the manifests of
 * jars add to it, and module path, as they are when first asked for. Links are followed, as the JVM
 * does. Thread-safe.
 */
final class ToolFiles {
  private final ContentDigests digests;
  private final String classPath;
  private final String modulePath;

  /** Guarded by this. */
  private @Nullable List<Digest> known;

  ToolFiles(ContentDigests digests) {
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

  /** Their digests, in the order in which classes are looked for; names don't matter. */
  synchronized List<Digest> digests() throws IOException {
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

  /** The jars and directories in which classes are looked for, in this order. */
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
        // What the manifest of a linked jar names is relative to where the jar really is.
        existing.add(Path.of(path).toRealPath());
      }
    }
    return existing;
  }

  /** Adds {@code path} and what its manifest names, once each, as the JVM does. */
  private static void addWithManifest(Set<Path> roots, Path path) throws IOException {
    if (!Files.exists(path) || !roots.add(path)) {
      return;
    }
    for (String entry : manifestClassPath(path).split("\\s+", -1)) {
      if (!entry.isEmpty()) {
        addWithManifest(roots, resolve(path, entry));
      }
    }
  }

  private static String manifestClassPath(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return "";
    }
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      String value =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return value == null ? "" : value;
    } catch (ZipException e) {
      return ""; // No jar.
    }
  }

  /**
   * The file of an entry, which is a URL relative to the jar's; the JVM also takes what is badly
   * encoded, and passes over what is no file: then this is the jar itself.
   */
  private static Path resolve(Path jar, String entry) {
    try {
      URI uri = jar.toUri().resolve(entry);
      return "file".equalsIgnoreCase(uri.getScheme()) ? Path.of(uri) : jar;
    } catch (IllegalArgumentException e) {
      return jar.resolveSibling(entry).normalize();
    }
  }
}
