package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Replaces {@code folder/*} by the jars of the folder. The launcher of the javac command does this
 * before javac sees it: in class paths, but not in other paths or in argument files.
 */
final class ClassPathWildcards {
  private final Function<String, Path> resolve;

  ClassPathWildcards(Function<String, Path> resolve) {
    this.resolve = resolve;
  }

  List<String> expand(List<String> arguments) {
    List<String> expanded = new ArrayList<>();
    for (JavacArgument argument : JavacArgument.split(arguments)) {
      String value = argument.value();
      argument.addTo(
          expanded,
          argument.option() == Option.CLASS_PATH && value != null ? expandPath(value) : value);
    }
    return expanded;
  }

  String expandPath(String path) {
    List<String> elements = new ArrayList<>();
    for (String element : path.split(File.pathSeparator, -1)) {
      List<String> jars = isWildcard(element) ? jars(element) : List.of();
      elements.addAll(jars.isEmpty() ? List.of(element) : jars);
    }
    return String.join(File.pathSeparator, elements);
  }

  private boolean isWildcard(String element) {
    return (element.equals("*") || element.endsWith("/*")) && !Files.exists(resolve.apply(element));
  }

  /** The jars in the order in which the system lists them, as in the launcher. */
  private List<String> jars(String wildcard) {
    String folder = wildcard.substring(0, wildcard.length() - 1);
    List<String> jars = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(resolve.apply(folder.isEmpty() ? "." : folder))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if ((name.endsWith(".jar") || name.endsWith(".JAR"))
            && name.length() > ".jar".length()
            && !name.contains(File.pathSeparator)) {
          jars.add(folder + name);
        }
      }
    } catch (IOException e) {
      return List.of(); // It stays unchanged, and javac reports that it is missing.
    }
    return jars;
  }
}
