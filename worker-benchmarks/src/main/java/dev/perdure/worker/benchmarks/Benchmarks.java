package dev.perdure.worker.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Environment;
import dev.perdure.worker.benchmarks.frame.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The benchmarks' program. Arguments: the folder for results, one to work in, the samples' folder.
 * The system property {@code bench} names those to run, {@code quick} makes them short.
 */
public final class Benchmarks {
  /** All there are, in the order of the results. A new one is a line here. */
  static final List<Benchmark> ALL =
      List.of(
          new StartUp(),
          new Singleplex(),
          new Multiplexing(),
          new Codecs(),
          new Scale(),
          new RequestDispatch(),
          new CachedValues(),
          new Memory(),
          new Soak(),
          new JavacActions(),
          new JavaBuilderActions(),
          CompilerActions.kotlin(),
          CompilerActions.scala(),
          new JvmCompilers(),
          new Slots(),
          new HaskellModules(),
          new HaskellSlots(),
          new SchemeModules(),
          new KeptClassPath(),
          new JobTokens());

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    boolean quick = Boolean.getBoolean("quick");
    Results results = new Results(Path.of(args[0]));
    for (Benchmark benchmark : chosen(System.getProperty("bench", ""))) {
      out.printf("%n%s: %s%n", benchmark.name(), benchmark.about());
      Path folder = Path.of(args[1], benchmark.name());
      empty(folder);
      Bench bench = new Bench(quick, folder, Path.of(args[2]).toRealPath(), out);
      benchmark.run(bench);
      results.save(bench.result(benchmark, Environment.here(command(benchmark, quick))));
      empty(folder);
    }
    out.printf("%nAll results: %s%n", results.present(names()));
  }

  /** What repeats the measurement. */
  private static String command(Benchmark benchmark, boolean quick) {
    return "mvn -q -Pbench"
        + (quick ? " -Dquick" : "")
        + " -Dbench="
        + benchmark.name()
        + (System.getProperty("official.jar", "").isEmpty()
            ? ""
            : " -Dofficial.jar=JavaBuilder_deploy.jar")
        + " verify";
  }

  public static List<String> names() {
    return ALL.stream().map(Benchmark::name).toList();
  }

  /** Those of these names; all if there is none. */
  static List<Benchmark> chosen(String names) {
    List<String> wanted = Arrays.stream(names.split(",")).filter(it -> !it.isEmpty()).toList();
    for (String name : wanted) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException(
            "no benchmark is named " + name + "; there are " + names());
      }
    }
    return ALL.stream().filter(it -> wanted.isEmpty() || wanted.contains(it.name())).toList();
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
