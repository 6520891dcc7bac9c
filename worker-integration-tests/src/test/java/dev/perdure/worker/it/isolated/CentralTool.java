package dev.perdure.worker.it.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tools that have static state, and what each is asked for: {@code OUT} is where it writes. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are made by List.of.
enum CentralTool {
  CHECKSTYLE(
      "com.puppycrawl.tools.checkstyle.Main",
      List.of("-c", "IN/checks.xml", "-f", "xml", "-o", "OUT/report.xml", "IN/Bad.java"),
      List.of("-c", "IN/checks.xml", "-f", "plain", "IN/Good.java", "IN/Bad.java"),
      List.of("-c", "IN/none.xml", "IN/Good.java")),

  JFLEX(
      "jflex.Main",
      List.of("-d", "OUT", "IN/words.flex"),
      List.of("--dump", "-q", "-d", "OUT", "IN/words.flex"),
      List.of("-d", "OUT", "IN/broken.flex")),

  ANTLR(
      "org.antlr.v4.Tool",
      List.of("-visitor", "-package", "words", "-o", "OUT", "IN/Words.g4"),
      List.of("-no-listener", "-Dlanguage=Python3", "-o", "OUT", "IN/Words.g4"),
      List.of("-Werror", "-o", "OUT", "IN/Broken.g4")),

  DETEKT(
      "io.gitlab.arturbosch.detekt.cli.Main",
      List.of("-i", "IN/Good.kt", "-r", "xml:OUT/report.xml"),
      List.of("-i", "IN/Good.kt,IN/Bad.kt", "--all-rules", "-r", "sarif:OUT/report.sarif"),
      List.of("-i", "IN/Bad.kt", "--all-rules", "-r", "txt:OUT/report.txt")),

  GOOGLE_JAVA_FORMAT(
      "com.google.googlejavaformat.java.Main",
      List.of("IN/Bad.java"),
      List.of("--aosp", "IN/Bad.java", "IN/Good.java"),
      List.of("IN/Broken.java"));

  private final String mainClass;

  @SuppressWarnings("ImmutableEnumChecker") // Lists that List.of made.
  private final List<List<String>> cases;

  @SafeVarargs
  @SuppressWarnings("varargs")
  CentralTool(String mainClass, List<String>... cases) {
    this.mainClass = mainClass;
    this.cases = List.of(cases);
  }

  String mainClass() {
    return mainClass;
  }

  int cases() {
    return cases.size();
  }

  /** The arguments of a case that reads from {@code in} and writes to {@code out}. */
  List<String> arguments(int index, Path in, Path out) {
    return cases.get(index).stream()
        .map(each -> each.replace("IN", in.toString()).replace("OUT", out.toString()))
        .toList();
  }

  /** Its jars, in a directory that the build has filled. */
  List<Path> jars() throws IOException {
    Path directory = Path.of("target", "tools", name().toLowerCase(Locale.ROOT));
    try (Stream<Path> jars = Files.list(directory)) {
      return jars.sorted(Comparator.comparing(Path::toString)).map(Path::toAbsolutePath).toList();
    }
  }
}
