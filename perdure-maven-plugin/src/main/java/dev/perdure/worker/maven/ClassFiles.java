package dev.perdure.worker.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What is in a jar or a folder of classes, in the same order each time. */
final class ClassFiles {
  private ClassFiles() {}

  static void each(Path jarOrFolder, Consumer consumer) throws IOException, PackagingException {
    if (Files.isDirectory(jarOrFolder)) {
      eachInFolder(jarOrFolder, consumer);
    } else {
      eachInJar(jarOrFolder, consumer);
    }
  }

  /** Whether there is a file of this name; a large jar is not read for that. */
  static boolean has(Path jarOrFolder, String name) throws IOException {
    if (Files.isDirectory(jarOrFolder)) {
      return Files.isRegularFile(jarOrFolder.resolve(name));
    }
    try (JarFile jar = new JarFile(jarOrFolder.toFile(), false)) {
      return jar.getEntry(name) != null;
    }
  }

  private static void eachInJar(Path file, Consumer consumer)
      throws IOException, PackagingException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      for (JarEntry entry : jar.stream().toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          consumer.accept(entry.getName(), in.readAllBytes());
        }
      }
    }
  }

  private static void eachInFolder(Path folder, Consumer consumer)
      throws IOException, PackagingException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> !file.equals(folder)).sorted().toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (Files.isDirectory(file)) {
        consumer.accept(name + "/", new byte[0]);
      } else {
        consumer.accept(name, Files.readAllBytes(file));
      }
    }
  }

  /** Receives one entry; the name of a folder ends with a slash. */
  @FunctionalInterface
  interface Consumer {
    void accept(String name, byte[] content) throws IOException, PackagingException;
  }
}
