package dev.perdure.samples.javac;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * A jar that stays open, with a list of its packages: what javac finds out anew about every jar of
 * a class path for every compilation. Thread-safe.
 */
final class KeptJar implements AutoCloseable {
  private final FileSystem zip;
  private final Path root;

  /** The files of each folder whose name can be a package's, by that name with slashes. */
  private final Map<String, List<Path>> packages;

  private final Attributes attributes;

  private KeptJar(FileSystem zip) throws IOException {
    this.zip = zip;
    this.root = zip.getRootDirectories().iterator().next();
    this.packages = packages(root);
    this.attributes = attributes(root.resolve("META-INF/MANIFEST.MF"));
  }

  /**
   * Opens a jar.
   *
   * @param release the release of Java whose view of a multi-release jar it is
   */
  static KeptJar open(Path file, String release) throws IOException {
    FileSystem zip = jars().newFileSystem(file, Map.of("multi-release", release));
    try {
      return new KeptJar(zip);
    } catch (Throwable e) {
      zip.close();
      throw e;
    }
  }

  /** Unlike {@link FileSystems}, this one makes another file system for each call. */
  private static FileSystemProvider jars() {
    for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
      if (provider.getScheme().equals("jar")) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK can't read jars: it lacks the module jdk.zipfs");
  }

  /** In the order in which javac finds them, which is seen in diagnostics. */
  private static Map<String, List<Path>> packages(Path root) throws IOException {
    Map<String, List<Path>> packages = new HashMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            if (name != null && !SourceVersion.isIdentifier(withoutSlash(name.toString()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            packages.put(name(root, folder), new ArrayList<>());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            List<Path> files = packages.get(name(root, file.getParent()));
            if (files != null && attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    packages.replaceAll((name, files) -> List.copyOf(files));
    return Map.copyOf(packages);
  }

  private static String name(Path root, @Nullable Path folder) {
    return folder == null ? "" : withoutSlash(root.relativize(folder).toString());
  }

  private static String withoutSlash(String name) {
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static Attributes attributes(Path manifest) throws IOException {
    if (!Files.isRegularFile(manifest)) {
      return new Attributes();
    }
    try (var in = Files.newInputStream(manifest)) {
      return new Manifest(in).getMainAttributes();
    }
  }

  /** The main attributes of the manifest; none if there is no manifest. */
  Attributes attributes() {
    return attributes;
  }

  /** The files of a package, given as {@code java/lang}; none if there is no such folder. */
  List<Path> files(String folder) {
    return packages.getOrDefault(folder, List.of());
  }

  /** A file that javac would find: one in a folder that can be a package; or null. */
  @Nullable Path file(String folder, String name) {
    return packages.containsKey(folder)
        ? entry(folder.isEmpty() ? name : folder + "/" + name)
        : null;
  }

  /** Any file of the jar, or null. */
  @Nullable Path entry(String name) {
    Path file = root.resolve(name);
    return Files.isRegularFile(file) ? file : null;
  }

  /** How much memory this takes, about, in bytes. */
  long weight() {
    long files = packages.values().stream().mapToLong(List::size).sum();
    return 10_000 + 400 * files;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
