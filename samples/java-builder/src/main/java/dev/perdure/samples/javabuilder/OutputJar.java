package dev.perdure.samples.javabuilder;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * A jar whose bytes depend on the names and contents of its files alone, and are those that Bazel's
 * own builder would write: manifest first, then folders and files by name. Not thread-safe.
 */
final class OutputJar {
  private static final String META_INF = "META-INF/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** A smaller manifest grows when it is compressed. */
  private static final int COMPRESSED_MANIFEST = 256;

  private static final int BUFFER = 1 << 16;

  /** Local times, as those of zip files are, so that no zone matters. */
  private static final LocalDateTime TIME = LocalDateTime.of(2010, 1, 1, 0, 0);

  /**
   * javac takes a class for older than its source unless it is newer: by the least that zip knows.
   */
  private static final LocalDateTime CLASS_TIME = TIME.plusSeconds(2);

  /** By name; those of folders end with a slash. */
  private final TreeMap<String, byte[]> entries = new TreeMap<>();

  private final Attributes attributes;
  private final Manifest manifest = new Manifest();
  private final int method;

  OutputJar(boolean compress) {
    this.method = compress ? ZipEntry.DEFLATED : ZipEntry.STORED;
    this.attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attribute("Created-By", "bazel");
  }

  /** Adds an attribute to the manifest. */
  void attribute(String name, String value) {
    attributes.put(new Attributes.Name(name), value);
  }

  /** Adds files, and the folders that they are in. */
  void addAll(Map<String, byte[]> files) {
    files.forEach(this::add);
  }

  private void add(String name, byte[] content) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      entries.put(name.substring(0, slash + 1), new byte[0]);
    }
    entries.put(name, content);
  }

  /** Adds all that is in a folder, empty folders too. */
  void addFolder(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root)) {
              add(name(folder) + "/", new byte[0]);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            add(name(file), Files.readAllBytes(file));
            return FileVisitResult.CONTINUE;
          }

          private String name(Path file) {
            return root.relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
          }
        });
  }

  /** Adds a file, but not the folders that it is in. */
  void addAlone(String name, byte[] content) {
    entries.put(name, content);
  }

  /** Makes another class of one, by its name in the jar. */
  interface Replacement {
    byte[] of(String name, byte[] content) throws IOException;
  }

  /** Replaces the classes that were added so far, and adds the old ones under longer names. */
  void replaceClasses(String suffix, Replacement replacement) throws IOException {
    for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
      String name = entry.getKey();
      if (name.endsWith(".class")) {
        entries.put(name + suffix, entry.getValue());
        entries.put(name, replacement.of(name, entry.getValue()));
      }
    }
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (JarOutputStream jar =
        new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      entries.remove(META_INF);
      entries.remove(MANIFEST);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      manifest.write(content);
      put(jar, META_INF, new byte[0], ZipEntry.STORED);
      boolean small = content.size() < COMPRESSED_MANIFEST;
      put(jar, MANIFEST, content.toByteArray(), small ? ZipEntry.STORED : method);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(jar, entry.getKey(), entry.getValue(), method);
      }
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] content, int method)
      throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTimeLocal(name.endsWith(".class") ? CLASS_TIME : TIME);
    entry.setSize(content.length);
    entry.setMethod(content.length == 0 ? ZipEntry.STORED : method);
    if (entry.getMethod() == ZipEntry.STORED) {
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setCrc(sum.getValue());
    }
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}
