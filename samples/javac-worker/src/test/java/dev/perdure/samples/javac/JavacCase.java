package dev.perdure.samples.javac;

import java.util.List;

/**
 * An invocation of javac over {@link Sources}, and how it ends.
 *
 * @param output a file that a good run writes; empty if the case is not about that
 */
record JavacCase(String name, int exitCode, String output, List<String> arguments) {
  JavacCase {
    arguments = List.copyOf(arguments);
  }

  static List<JavacCase> all() {
    return List.of(
        of("good", 0, "out/ok/Good.class", "-d out ok/Good.java"),
        of("no folder", 0, "ok/Good.class", "ok/Good.java"),
        of("class path", 0, "out/ok/User.class", "-cp :nowhere -d out ok/User.java"),
        of("default class path", 0, "out/ok/User.class", "-implicit:none -d out ok/User.java"),
        of("source path", 0, "out/ok/Good.class", "--source-path=. -d out ok/User.java"),
        of("many", 0, "out/many/M099.class", "-d out many/M000.java many/M050.java many/M099.java"),
        of("not ascii", 0, "out/größe/Größe.class", "-encoding UTF-8 -d out größe/Größe.java"),
        of("release", 0, "out/ok/Good.class", "--release 11 -d out ok/Good.java"),
        of(
            "source and target",
            0,
            "out/ok/Good.class",
            "-source 11 -target 11 -d out ok/Good.java"),
        of("warning", 0, "", "-Xlint -d out bad/Raw.java"),
        of("note", 0, "", "-d out bad/Raw.java"),
        of("warning is error", 1, "", "-Xlint -Werror -d out bad/Raw.java"),
        of("bad path element", 0, "", "-Xlint:path -cp nowhere.jar -d out ok/Good.java"),
        of("raw diagnostics", 1, "", "-XDrawDiagnostics -d out bad/Types.java"),
        of("type error", 1, "", "-d out bad/Types.java"),
        of("too many errors", 1, "", "-Xmaxerrs 1 -d out bad/Types.java"),
        of("parse error", 1, "", "-d out bad/Parse.java"),
        of("duplicate class", 1, "", "-d out ok/Good.java bad/Good.java"),
        of("missing file", 2, "", "-d out nowhere/Missing.java"),
        of("missing argument file", 3, "", "@nowhere.txt"),
        of("unknown option", 2, "", "--no-such-option ok/Good.java"),
        of("option without argument", 2, "", "ok/Good.java -d"),
        of("bad release", 2, "", "--release 5 ok/Good.java"),
        of("no sources", 2, "", "-d out"),
        of("nothing", 2, "", ""),
        of("version", 0, "", "-version"),
        of("help", 0, "", "--help"),
        of("extra help", 0, "", "-X"),
        of("launcher option", 0, "out/ok/Good.class", "-J-Xmx512m -d out ok/Good.java"),
        of("deep", 3, "", "-d out bad/Deep.java"));
  }

  /** Those that print paths. */
  static List<JavacCase> withPaths() {
    return all().stream()
        .filter(it -> List.of("warning", "type error", "missing file").contains(it.name()))
        .toList();
  }

  /** The arguments stand in one string, a space between. */
  private static JavacCase of(String name, int exitCode, String output, String arguments) {
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
    return new JavacCase(name, exitCode, output, words);
  }

  @Override
  public String toString() {
    return name;
  }
}
