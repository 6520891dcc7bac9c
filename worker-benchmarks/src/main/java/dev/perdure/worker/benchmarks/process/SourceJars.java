package dev.perdure.worker.benchmarks.process;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Libraries of Maven Central whose sources are compiled. */
public final class SourceJars {
  private SourceJars() {}

  /**
   * The file in {@code folder} whose name this pattern matches.
   *
   * @throws IOException if there is not exactly one
   */
  public static Path only(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(it -> it.getFileName().toString().matches(pattern)).sorted().toList();
      if (found.size() != 1) {
        throw new IOException("not one file like " + pattern + " in " + folder + ": " + found);
      }
      return found.get(0);
    }
  }

  /**
   * Unpacks the files that {@code pattern} matches below the subfolder {@code name} of {@code
   * folder}.
   *
   * @return their paths, relative to {@code folder}, sorted
   */
  public static List<String> unpack(Path jar, Path folder, String name, String pattern)
      throws IOException {
    List<String> paths = new ArrayList<>();
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      try (Stream<Path> walk = Files.walk(files.getPath("/"))) {
        for (Path file : walk.sorted().toList()) {
          String path = file.toString().substring(1);
          if (path.matches(pattern)) {
            Path target = folder.resolve(name).resolve(path);
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
            paths.add(name + "/" + path);
          }
        }
      }
    }
    return paths;
  }
}
