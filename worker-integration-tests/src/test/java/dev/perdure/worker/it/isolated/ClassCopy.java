package dev.perdure.worker.it.isolated;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Classes of the tests as a class path of their own. */
final class ClassCopy {
  private ClassCopy() {}

  /** Copies {@code type}, with the classes in it, into a directory that is returned. */
  static Path of(Path directory, Class<?> type) throws IOException {
    Path root = directory.resolve("copy");
    Path folder = root.resolve(type.getPackageName().replace('.', '/'));
    Files.createDirectories(folder);
    URL original = type.getResource(type.getSimpleName() + ".class");
    Path from = Path.of(URI.create(original.toString())).getParent();
    String names = type.getSimpleName() + "*.class";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, names)) {
      for (Path file : files) {
        Path copy = folder.resolve(file.getFileName().toString());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return root;
  }
}
