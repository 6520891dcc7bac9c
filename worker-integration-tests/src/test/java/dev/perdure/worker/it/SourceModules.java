package dev.perdure.worker.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The modules of a project, in a folder, and which of them import which.
 *
 * @param imports finds an import in a module's text
 * @param path of the module that was found, relative to the folder
 */
public record SourceModules(Path folder, Pattern imports, Function<MatchResult, String> path) {
  /** The files whose names end in {@code suffix}, sorted. */
  public static List<String> named(String suffix, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(
          files
              .map(file -> folder.relativize(file).toString())
              .filter(name -> name.endsWith(suffix))
              .sorted()
              .toList());
    }
  }

  /** Each after those that it imports, else at random. */
  public List<String> inOrderOfImports(List<String> modules, Random random) throws IOException {
    List<String> shuffled = new ArrayList<>(modules);
    Collections.shuffle(shuffled, random);
    List<String> ordered = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String module : shuffled) {
      visit(module, Set.copyOf(modules), seen, ordered);
    }
    return ordered;
  }

  private void visit(String module, Set<String> all, Set<String> seen, List<String> ordered)
      throws IOException {
    if (!all.contains(module) || !seen.add(module)) {
      return;
    }
    List<String> imported =
        imports.matcher(Files.readString(folder.resolve(module))).results().map(path).toList();
    for (String each : imported) {
      visit(each, all, seen, ordered);
    }
    ordered.add(module);
  }
}
