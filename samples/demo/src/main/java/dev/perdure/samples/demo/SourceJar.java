package dev.perdure.samples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A library's source jar from Maven Central. */
final class SourceJar {
  private SourceJar() {}

  /**
   * Unpacks the Java files and returns those that declare types, by name. A package-info has no
   * class file, and a module-info is not a separate action.
   */
  static List<String> unpack(Path jar, Path folder) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        Stream<ZipEntry> entries = file.stream().map(it -> (ZipEntry) it)) {
      List<String> names =
          entries.map(ZipEntry::getName).filter(it -> it.endsWith(".java")).sorted().toList();
      for (String name : names) {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
          throw new DemoFailure("an entry of " + jar + " leads out of its folder: " + name);
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(file.getEntry(name))) {
          Files.copy(in, target);
        }
      }
      return names.stream().filter(it -> !it.endsWith("-info.java")).toList();
    }
  }
}
