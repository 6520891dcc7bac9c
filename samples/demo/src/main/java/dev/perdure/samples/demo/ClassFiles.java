package dev.perdure.samples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the class files of two folders. */
final class ClassFiles {
  private ClassFiles() {}

  /**
   * Compares names and bytes.
   *
   * @return how many files there are, if all are equal
   * @throws DemoFailure if some are not, or there are none; the message names the files that differ
   */
  static int compare(String action, Path one, Path other) throws IOException {
    TreeSet<String> names = new TreeSet<>(names(one));
    names.addAll(names(other));
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      Path first = one.resolve(name);
      Path second = other.resolve(name);
      if (!Files.exists(first) || !Files.exists(second) || Files.mismatch(first, second) >= 0) {
        differing.add(name);
      }
    }
    if (!differing.isEmpty()) {
      throw new DemoFailure(
          "the class files of %s are not equal: %s%nsee %s and %s"
              .formatted(action, String.join(", ", differing), one, other));
    }
    if (names.isEmpty()) {
      throw new DemoFailure("no class files of " + action + " in " + one);
    }
    return names.size();
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
