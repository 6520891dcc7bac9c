package dev.perdure.worker.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class FileTree {
  private FileTree() {}

  /** The regular files below a folder, by their path in it. */
  public static SortedMap<String, Path> files(Path root) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (Path file : walk(root)) {
      if (Files.isRegularFile(file)) {
        files.put(root.relativize(file).toString(), file);
      }
    }
    return files;
  }

  /** Copies a folder; the copy must not be there. Times of files stay. */
  public static void copy(Path from, Path to) throws IOException {
    for (Path file : walk(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Deletes a folder; it need not be there. */
  public static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path file : walk(root).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> walk(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.toList();
    }
  }
}
