package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a folder as a jar whose bytes depend on the files' names and contents alone: the manifest
 * first, as {@code JarInputStream} requires, then all files by name, all with the same time stamp.
 */
final class ClassJar {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /**
   * In the first month that a zip entry can have in every time zone; a local time, so the zone does
   * not matter.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private ClassJar() {}

  static void write(Path folder, Path jar) throws IOException {
    SortedMap<String, Path> files = files(folder);
    Path manifest = files.remove(MANIFEST);
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)), UTF_8)) {
      putEntry(zip, MANIFEST);
      if (manifest == null) {
        zip.write("Manifest-Version: 1.0\r\n\r\n".getBytes(UTF_8));
      } else {
        Files.copy(manifest, zip);
      }
      for (var file : files.entrySet()) {
        putEntry(zip, file.getKey());
        Files.copy(file.getValue(), zip);
      }
    }
  }

  private static void putEntry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  private static SortedMap<String, Path> files(Path folder) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .forEach(file -> files.put(name(folder.relativize(file)), file));
    }
    return files;
  }

  private static String name(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }
}
