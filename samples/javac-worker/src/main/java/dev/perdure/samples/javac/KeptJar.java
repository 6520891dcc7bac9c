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
 * What is known about a jar, with a list of its packages: what javac would read again from every
 * jar of a class path for every compilation. Its file is open only while a request uses it.
 * Thread-safe.
 */
final class KeptJar implements AutoCloseable {
  private final LentFile file;
  private final FileSystem zip;
  private final Path root;

  /** All files by name. */
  private final Map<String, Path> files;

  /** The files of each folder whose name can be that of a package, by that name with slashes. */
  private final Map<String, List<Path>> packages;

  private final Attributes attributes;

  private KeptJar(LentFile file, FileSystem zip) throws IOException {
    this.file = file;
    this.zip = zip;
    this.root = zip.getRootDirectories().iterator().next();
    Listing listing = new Listing();
    Files.walkFileTree(root, listing);
    this.files = Map.copyOf(listing.files);
    listing.packages.replaceAll((name, inPackage) -> List.copyOf(inPackage));
    this.packages = Map.copyOf(listing.packages);
    this.attributes = attributes(files.get("META-INF/MANIFEST.MF"));
  }

  /**
   * Opens a jar.
   *
   * @param release the release of Java whose view of a multi-release jar is used
   */
  static KeptJar open(Path file, String release) throws IOException {
    LentFile lent = LentFile.of(file);
    lent.lend(file);
    try {
      Path path = new LentPath(file, lent);
      FileSystem zip = jars().newFileSystem(path, Map.of("multi-release", release));
      return new KeptJar(lent, zip);
    } finally {
      lent.giveBack(file);
    }
  }

  /** Whether it can still be read: code that has one of its paths can close its file system. */
  boolean isOpen() {
    return zip.isOpen();
  }

  /** The file to lend to the requests that use this jar. */
  LentFile file() {
    return file;
  }

  /**
   * The provider of jar file systems. Unlike {@link FileSystems}, it creates a new file system at
   * each call.
   */
  private static FileSystemProvider jars() {
    for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
      if (provider.getScheme().equals("jar")) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK can't read jars: it lacks the module jdk.zipfs");
  }

  /**
   * Lists all files, and packages in the order in which javac finds them, which is seen in
   * diagnostics. A look-up in the file system for a missing file costs an exception, and of a
   * hundred jars, nearly all are asked in vain.
   */
  private final class Listing extends SimpleFileVisitor<Path> {
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, List<Path>> packages = new HashMap<>();

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      Path name = folder.getFileName();
      Path parent = folder.getParent();
      if (name == null
          || (packages.containsKey(name(parent))
              && SourceVersion.isIdentifier(withoutSlash(name.toString())))) {
        packages.put(name(folder), new ArrayList<>());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.put(name(file), file);
        List<Path> inPackage = packages.get(name(file.getParent()));
        if (inPackage != null) {
          inPackage.add(file);
        }
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private String name(@Nullable Path file) {
    return file == null ? "" : withoutSlash(root.relativize(file).toString());
  }

  private static String withoutSlash(String name) {
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static Attributes attributes(@Nullable Path manifest) throws IOException {
    if (manifest == null) {
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

  /** A file that javac would find, in a folder that can be a package, or null. */
  @Nullable Path file(String folder, String name) {
    return packages.containsKey(folder)
        ? entry(folder.isEmpty() ? name : folder + "/" + name)
        : null;
  }

  /** Any file of the jar, or null. */
  @Nullable Path entry(String name) {
    return files.get(name);
  }

  /** About how many bytes of memory this takes. */
  long weight() {
    return 10_000 + 600L * files.size();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
