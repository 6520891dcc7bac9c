package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.SourceJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A compiler that is a Java program: a new process each time, and the sample worker. The sources
 * are those of a library on Maven Central, one file of it and all.
 *
 * @param name of the benchmark, and of the language
 * @param sample the name of the worker
 * @param main the compiler's own main class
 * @param jvmFlags of the compiler's own process
 * @param flags the arguments of each compilation
 * @param classPath the jars among the worker's that the sources need
 * @param library the jar with the sources
 * @param small a file in it that needs no other
 * @param refused a file in it that this compiler refuses; empty if there is none
 * @param edit a change of one function's body; null if the worker compiles everything each time
 */
record CompilerActions(
    String name,
    String sample,
    String main,
    List<String> jvmFlags,
    List<String> flags,
    List<String> classPath,
    String library,
    String small,
    String refused,
    @Nullable Edit edit)
    implements Benchmark {
  /** Two texts that take turns in a file. */
  record Edit(String file, String text, String other) {
    /** Replaces the one that is in the file below {@code sources} by the other. */
    void make(Path sources) throws IOException {
      Path changed = sources.resolve(file);
      String before = Files.readString(changed);
      String after =
          before.contains(text) ? before.replace(text, other) : before.replace(other, text);
      if (after.equals(before)) {
        throw new IOException("neither " + text + " nor " + other + " is in " + changed);
      }
      Files.writeString(changed, after);
    }
  }

  private static final String COLD = "a new process";
  private static final String COLD_C1 = "a new process, C1 only";
  private static final String WARM = "warm worker";
  private static final String FIRST = "a worker's first action";
  private static final String ARCHIVED = "a worker's first action, with archive";

  static CompilerActions kotlin() {
    return new CompilerActions(
        "kotlin",
        "kotlinc-worker",
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        List.of(),
        // What the library was written for: it is older than this compiler. Its warnings are off.
        List.of(
            "-no-stdlib",
            "-no-reflect",
            "-nowarn",
            "-language-version",
            "2.2",
            "-jvm-default",
            "no-compatibility"),
        List.of("kotlin-stdlib", "kotlin-reflect"),
        "kotlinpoet",
        "main/com/squareup/kotlinpoet/KOperator.kt",
        "main/com/squareup/kotlinpoet/jvm/JvmAnnotations.kt",
        new Edit("main/com/squareup/kotlinpoet/NameAllocator.kt", "+= \"_\"", "+= \"__\""));
  }

  static CompilerActions scala() {
    return new CompilerActions(
        "scala",
        "scalac-worker",
        "dotty.tools.dotc.Main",
        List.of("-Dscala.usejavacp=true"),
        List.of("-nowarn"),
        List.of("scala3-library_3", "scala-library"),
        "scala-parser-combinators_3",
        "scala/util/parsing/input/Position.scala",
        "",
        null);
  }

  @Override
  public String about() {
    return "What does it cost to compile one small file, and a library, by a new compiler and by the "
        + sample
        + "?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Path folder = bench.folder();
    Path target = target(bench);
    Path built = target.resolve(sample);
    Path plain = layOut(target, folder);
    List<String> all = unpacked(Path.of(System.getProperty("sources")), folder);
    // To see that all works, a library of one file will do.
    List<String> sources = bench.isQuick() ? List.of("src/" + small) : all;
    List<String> one = arguments(target, List.of("src/" + small));
    List<String> whole = arguments(target, sources);
    CompilerTrials trials = new CompilerTrials(folder);
    int actions = bench.size(20, 1);
    try (MeasuredProcess worker = trials.start(built)) {
      bench
          .compare(name + ", one small file")
          .side(COLD, trials.cold(cold(target, List.of(), one)))
          .side(COLD_C1, trials.cold(cold(target, List.of("-XX:TieredStopAtLevel=1"), one)))
          .side(FIRST, trials.first(plain, one))
          .side(ARCHIVED, trials.first(built, one))
          .side(WARM, CompilerTrials.warm(worker, one, actions))
          .atMost("CPU", WARM, 0.1, COLD_C1)
          .warmUp(bench.size(2, 0))
          .run(bench.size(7, 1));
      bench
          .compare(name + ", a library of " + sources.size() + " files")
          .side(COLD, trials.cold(cold(target, List.of(), whole)))
          .side(COLD_C1, trials.cold(cold(target, List.of("-XX:TieredStopAtLevel=1"), whole)))
          .side(WARM, CompilerTrials.warm(worker, whole, bench.size(3, 1)))
          .warmUp(bench.size(2, 0))
          .run(bench.size(5, 1));
    }
    if (edit != null) {
      incremental(bench, trials, built, whole, sources, edit);
    }
    int few = bench.size(20, 1);
    int many = bench.size(200, 2);
    String early = "after " + few + " actions";
    String late = "after " + many + " actions";
    bench
        .compare(name + ", memory")
        .side(early, trials.resident(built, one, few))
        .side(late, trials.resident(built, one, many))
        .atMost("resident", late, 1.2, early)
        .run(bench.size(3, 1));
  }

  private Path target(Bench bench) {
    return bench.samples().resolve(sample).resolve("target");
  }

  /** Copies the worker without its archive into {@code folder}, and makes the outputs' folder. */
  private Path layOut(Path target, Path folder) throws IOException {
    Path plain = SmallCompilation.copyWorker(target.resolve(sample), folder);
    Files.createSymbolicLink(folder.resolve("lib"), target.resolve("lib"));
    Files.createDirectories(folder.resolve("out"));
    return plain;
  }

  /** Lays out in {@code folder} what compiles the small file. */
  SmallCompilation prepare(Bench bench, Path folder) throws IOException {
    Path target = target(bench);
    Path plain = layOut(target, folder);
    List<String> sources = unpacked(Path.of(System.getProperty("sources")), folder);
    if (!sources.contains("src/" + small)) {
      throw new IOException("there is no " + small + " in " + library);
    }
    return new SmallCompilation(folder, plain, arguments(target, List.of("src/" + small)), "-d");
  }

  private void incremental(
      Bench bench,
      CompilerTrials trials,
      Path built,
      List<String> arguments,
      List<String> sources,
      Edit edit)
      throws Exception {
    Callable<?> change =
        () -> {
          edit.make(trials.folder().resolve("src"));
          return edit;
        };
    String full = "everything";
    String changed = "one function changed";
    String same = "nothing changed";
    try (MeasuredProcess worker = trials.start(built, "--incremental")) {
      bench
          .compare(name + ", incremental, a library of " + sources.size() + " files")
          .side(full, CompilerTrials.warm(worker, arguments, 1))
          .side(changed, trials.edited(worker, arguments, sources, change))
          .side(same, trials.edited(worker, arguments, sources, () -> null))
          .atMost("CPU", changed, 1 / 3.0, full)
          .warmUp(bench.size(3, 1))
          .run(bench.size(7, 1));
    }
  }

  /** Unpacks the library's sources below the folder's {@code src}, and returns their paths. */
  private List<String> unpacked(Path jars, Path folder) throws IOException {
    Path jar = jar(jars, library);
    List<String> paths = SourceJars.unpack(jar, folder, "src", ".*\\.(kt|scala)");
    if (!refused.isEmpty()) {
      paths.remove("src/" + refused);
    }
    return paths;
  }

  /** The jar of this module in {@code folder}, whatever its version. */
  private static Path jar(Path folder, String module) throws IOException {
    return SourceJars.only(folder, module + "-[0-9].*\\.jar");
  }

  private List<String> arguments(Path target, List<String> sources) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String module : classPath) {
      jars.add(jar(target.resolve("lib"), module).toString());
    }
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(List.of("-classpath", String.join(":", jars), "-d", "out"));
    arguments.addAll(sources);
    return arguments;
  }

  private List<String> cold(Path target, List<String> moreFlags, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(ClassPath.java()));
    command.addAll(jvmFlags);
    command.addAll(moreFlags);
    command.addAll(List.of("-classpath", target.resolve("lib") + "/*", main));
    command.addAll(arguments);
    return command;
  }
}
