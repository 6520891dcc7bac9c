package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.protobuf.UnknownFieldSet;
import dev.perdure.worker.WorkResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A compilation by processors or plugins that are on the class path of this test.
 *
 * @param source the name of its source
 * @param processors the names of its processors
 * @param processorPath the jars that these are in
 * @param classPath the jars that the source needs
 * @param options for javac
 * @param pluginOptions more of them, for Error Prone; not empty if that is used
 */
record RealCompilation(
    String source,
    List<String> processors,
    List<Path> processorPath,
    List<Path> classPath,
    List<String> options,
    List<String> pluginOptions) {

  /** What a compilation ends with; files by name. */
  record Outcome(
      int exitCode, String printed, Map<String, String> classes, Map<String, String> generated) {}

  /** What these look into, as their manuals tell to pass it on to javac. */
  private static final List<String> OPENED =
      List.of(
          "api",
          "code",
          "comp",
          "file",
          "jvm",
          "main",
          "model",
          "parser",
          "processing",
          "tree",
          "util");

  /** How many there were, and what the JVM has against processors. */
  private static final Pattern NOT_OF_JAVAC =
      Pattern.compile("(?m)^(\\d+ (error|warning)s?|WARNING: .*)\\R");

  /** A compilation without processors. */
  static RealCompilation of(String source) {
    return new RealCompilation(source, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** The same of another source. */
  RealCompilation source(String other) {
    return new RealCompilation(other, processors, processorPath, classPath, options, pluginOptions);
  }

  RealCompilation processors(String... names) {
    return new RealCompilation(
        source, List.of(names), processorPath, classPath, options, pluginOptions);
  }

  /** The names of the jars on the processor path are matched by {@code pattern}. */
  RealCompilation processorPath(String pattern) {
    return new RealCompilation(
        source, processors, jars(pattern), classPath, options, pluginOptions);
  }

  RealCompilation classPath(String pattern) {
    return new RealCompilation(
        source, processors, processorPath, jars(pattern), options, pluginOptions);
  }

  RealCompilation errorProne(String... more) {
    return new RealCompilation(
        source,
        processors,
        jars(
            "(error_prone|dataflow|guava|failureaccess|caffeine|jspecify|pcollections|protobuf|auto-|google-java|javac-|javax|jakarta|java-diff|software-).*"),
        jars("error_prone_annotations-.*"),
        List.of(
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-XDaddTypeAnnotationsToSymbol=true"),
        Stream.concat(Stream.of("-Xplugin:ErrorProne"), Stream.of(more)).toList());
  }

  private static List<Path> jars(String pattern) {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    List<Path> jars =
        Stream.of(classPath)
            .map(Path::of)
            .filter(it -> String.valueOf(it.getFileName()).matches(pattern + "\\.jar"))
            .toList();
    if (jars.isEmpty()) {
      throw new AssertionError("no jar " + pattern + " in " + List.of(classPath));
    }
    return jars;
  }

  /** All jars that it needs, under the names of {@link #names}. */
  List<Path> jars() {
    return Stream.concat(processorPath.stream(), classPath.stream()).toList();
  }

  private static List<String> names(List<Path> jars) {
    return jars.stream().map(it -> "lib/" + it.getFileName()).toList();
  }

  /** For the builder, with outputs that are named after {@code target}. */
  List<String> arguments(String target) {
    List<String> arguments = new ArrayList<>(List.of("--sources", source));
    add(arguments, "--processors", processors);
    add(arguments, "--processorpath", names(processorPath));
    add(arguments, "--classpath", names(classPath));
    add(arguments, "--generated_sources_output", List.of("out/" + target + "-gensrc.jar"));
    add(arguments, "--output_manifest_proto", List.of("out/" + target + ".manifest"));
    arguments.addAll(Project.target(target));
    int javacopts = arguments.indexOf("--javacopts") + 1;
    arguments.addAll(javacopts, pluginOptions);
    arguments.addAll(javacopts, options);
    return arguments;
  }

  private static void add(List<String> arguments, String option, List<String> values) {
    if (!values.isEmpty()) {
      arguments.add(option);
      arguments.addAll(values);
    }
  }

  /** Runs the javac command, in a new process. */
  Outcome cold(Path root) throws Exception {
    Path out = Files.createTempDirectory(root, "cold");
    Path classes = Files.createDirectory(out.resolve("classes"));
    Path generated = Files.createDirectory(out.resolve("generated"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    OPENED.forEach(
        it -> command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + it + "=ALL-UNNAMED"));
    command.addAll(List.of("-implicit:none", "-g", "-parameters"));
    command.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
    command.addAll(options);
    if (!pluginOptions.isEmpty()) {
      command.add(String.join(" ", pluginOptions));
    }
    command.addAll(
        processors.isEmpty()
            ? List.of("-proc:none")
            : List.of("-processor", String.join(",", processors)));
    // Otherwise that is the class path.
    command.addAll(
        List.of("-processorpath", String.join(File.pathSeparator, names(processorPath))));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, names(classPath))));
    command.add(source);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(root.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still runs: " + command);
      }
      return outcome(process.exitValue(), printed, read(classes), read(generated));
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the builder has answered and written. */
  Outcome warm(Project project, String target, WorkResponse response) throws IOException {
    Map<String, String> classes =
        response.exitCode() == 0 ? read(project, "out/" + target + ".jar") : Map.of();
    Map<String, String> generated =
        processors.isEmpty() ? Map.of() : read(project, "out/" + target + "-gensrc.jar");
    if (response.exitCode() == 0) {
      List<String> listed = generatedUnits(project.file("out/" + target + ".manifest"));
      if (!listed.equals(List.copyOf(generated.keySet()))) {
        throw new AssertionError(listed + " in the manifest, but " + generated.keySet());
      }
    }
    return outcome(response.exitCode(), response.output(), classes, generated);
  }

  private static Outcome outcome(
      int exitCode, String printed, Map<String, String> classes, Map<String, String> generated) {
    String said = NOT_OF_JAVAC.matcher(printed).replaceAll("");
    return exitCode == 0
        ? new Outcome(exitCode, said, classes, generated)
        : new Outcome(exitCode, said, Map.of(), Map.of());
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), text(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static Map<String, String> read(Project project, String jar) throws IOException {
    Map<String, String> files = new TreeMap<>();
    project
        .jar(jar)
        .forEach(
            (name, bytes) -> {
              if (!name.endsWith("/") && !name.endsWith("MANIFEST.MF")) {
                files.put(name, text(bytes));
              }
            });
    return files;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The names of generated sources that a manifest lists. */
  private static List<String> generatedUnits(Path manifest) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    UnknownFieldSet all = UnknownFieldSet.parseFrom(Files.readAllBytes(manifest));
    for (var unit : all.getField(1).getLengthDelimitedList()) {
      UnknownFieldSet fields = UnknownFieldSet.parseFrom(unit);
      if (fields.getField(3).getVarintList().contains(1L)) {
        names.add(
            fields.getField(1).getLengthDelimitedList().stream()
                .map(it -> it.toStringUtf8().replaceFirst(".*_sources/", ""))
                .collect(joining()));
      }
    }
    return List.copyOf(names);
  }
}
