package dev.perdure.samples.kotlinc;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.ContentDigests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.kotlin.cli.common.arguments.ArgumentParseErrors;
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments;
import org.jetbrains.kotlin.compilerRunner.ArgumentsToStrings;
import org.jspecify.annotations.Nullable;

/**
 * A request whose files are all known by their digests, and whose arguments can't make an
 * incremental compilation differ from a full one.
 *
 * @param key what a state belongs to: all arguments, and the content of what is on the class path
 *     but is no input. The compiler and the JDK are those of the process, with which the states end
 * @param options the arguments without sources and output
 * @param sources the Kotlin files
 * @param classPath the digest of each jar on the class path, in its order
 * @param output a folder, or a jar
 */
record IncrementalTarget(
    List<Object> key,
    List<String> options,
    Set<Path> sources,
    Map<Path, Digest> classPath,
    Path output) {

  /**
   * The options for which it is tested that the results are the same. Others read files that are no
   * sources, or print.
   */
  private static final Set<String> FLAGS =
      Set.of("-no-stdlib", "-no-reflect", "-progressive", "-Werror", "-nowarn", "-java-parameters");

  private static final Set<String> WITH_VALUE =
      Set.of(
          "-classpath",
          "-d",
          "-module-name",
          "-jvm-target",
          "-jvm-default",
          "-language-version",
          "-api-version",
          "-opt-in");

  /** Returns null if the request must be compiled in full. */
  static @Nullable IncrementalTarget of(
      K2JVMCompilerArguments arguments, WorkContext context, ContentDigests contents) {
    String output = arguments.getDestination();
    String classPath = arguments.getClasspath();
    List<String> all = ArgumentsToStrings.toArgumentStrings(arguments);
    List<String> options = all.subList(0, all.size() - arguments.getFreeArgs().size());
    if (output == null || classPath == null || !areTested(options) || !areFlawless(arguments)) {
      return null;
    }
    Map<Path, Digest> inputs = new HashMap<>();
    for (Input input : context.inputs()) {
      inputs.put(absolute(context.resolve(input.path())), input.digest());
    }
    Set<Path> sources = new LinkedHashSet<>();
    for (String operand : arguments.getFreeArgs()) {
      Path source = absolute(Path.of(operand));
      if (!operand.endsWith(".kt") || !isKnown(inputs.get(source)) || !sources.add(source)) {
        return null;
      }
    }
    List<Object> key = new ArrayList<>(options);
    Map<Path, Digest> jars = new LinkedHashMap<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path jar = absolute(Path.of(entry));
      Digest digest = inputs.get(jar);
      if (digest == null) {
        // A jar that the worker was started with, or one of the machine.
        digest = digest(jar, contents);
        key.add(digest);
      }
      if (!isKnown(digest) || !Files.isRegularFile(jar) || jars.put(jar, digest) != null) {
        return null;
      }
    }
    key.add(List.copyOf(sources));
    return new IncrementalTarget(
        List.copyOf(key), withoutOutput(options), sources, jars, Path.of(output));
  }

  boolean makesJar() {
    return output.toString().endsWith(".jar");
  }

  static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static boolean areTested(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      if (WITH_VALUE.contains(options.get(i))) {
        i++;
      } else if (!FLAGS.contains(options.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing was dropped or corrected when the arguments were parsed. */
  private static boolean areFlawless(K2JVMCompilerArguments arguments) {
    ArgumentParseErrors errors = arguments.getErrors();
    return (errors == null || errors.equals(new ArgumentParseErrors()))
        && arguments.getInternalArguments().isEmpty();
  }

  private static List<String> withoutOutput(List<String> options) {
    List<String> others = new ArrayList<>(options);
    int output = others.indexOf("-d");
    others.subList(output, output + 2).clear();
    return List.copyOf(others);
  }

  private static boolean isKnown(@Nullable Digest digest) {
    return digest != null && !digest.isEmpty();
  }

  private static Digest digest(Path file, ContentDigests contents) {
    try {
      return contents.of(file);
    } catch (IOException e) {
      return Digest.empty(); // kotlinc says what is wrong with it.
    }
  }
}
