package dev.perdure.worker.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the fuzzers one after the other, each in a process of its own, guided by what code an input
 * reaches. What they find stays in the working directory, and fails the program.
 */
public final class Fuzzing {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");
  private static final Pattern COVERAGE = Pattern.compile(" cov: (\\d+) ");

  /** Beyond its time a fuzzer starts and ends a JVM, which takes long on a busy machine. */
  private static final int SPARE_SECONDS = 600;

  private final Path directory;
  private final int seconds;
  private final int inputs;

  private Fuzzing(Path directory, int seconds, int inputs) {
    this.directory = directory;
    this.seconds = seconds;
    this.inputs = inputs;
  }

  /**
   * Runs them.
   *
   * @param args where to work, how many minutes all have together, how many inputs each has at most
   *     (they are the same in every run; 0 for other ones each time, without a bound), and what the
   *     names of those to run contain
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String only = args.length > 3 && args[3] != null ? args[3].toUpperCase(Locale.ROOT) : "";
    List<Target> targets = new ArrayList<>();
    for (Target target : Target.values()) {
      if (target.name().contains(only)) {
        targets.add(target);
      }
    }
    int seconds = (int) (60 * Double.parseDouble(args[1]) / Math.max(1, targets.size()));
    Fuzzing fuzzing =
        new Fuzzing(Path.of(args[0]), Math.max(1, seconds), Integer.parseInt(args[2]));
    boolean found = targets.isEmpty();
    for (Target target : targets) {
      found |= !fuzzing.run(target);
    }
    if (found) {
      System.exit(1);
    }
  }

  /** Returns false if it found something. */
  private boolean run(Target target) throws IOException, InterruptedException {
    String name = target.name().toLowerCase(Locale.ROOT);
    Path work = directory.resolve(name);
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    Path log = work.resolve("log");
    long begun = System.nanoTime();
    Process fuzzer =
        new ProcessBuilder(command(target, corpus))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = fuzzer.waitFor(seconds + SPARE_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      String runs = last(RUNS, text);
      // A fuzzer that is not guided would end well, too.
      boolean well = ended && fuzzer.exitValue() == 0 && !runs.equals("?");
      System.out.printf(
          Locale.ROOT,
          "fuzz %-10s %9s inputs in %d s, %s edges%s%n",
          name,
          runs,
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
          last(COVERAGE, text),
          well ? "" : ": FAILED");
      if (!well) {
        System.out.println(text.lines().filter(Fuzzing::tells).toList());
        System.out.println("see " + log);
      }
      return well;
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  private List<String> command(Target target, Path corpus) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The fuzzer attaches its agent to itself, and loads its library.
    command.add("-XX:+EnableDynamicAgentLoading");
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), JAZZER));
    command.add("--target_class=" + target.type.getName());
    command.add("--instrumentation_includes=" + target.covered);
    // They look for injections into databases and shells, which nothing here has, and would have
    // every class rewritten, which takes most of the start.
    command.add("--disabled_hooks=**");
    command.add("-max_total_time=" + seconds);
    if (inputs > 0) {
      command.add("-runs=" + inputs);
      command.add("-seed=1");
    }
    command.add("-timeout=20");
    command.add(corpus.toString());
    for (Path folder : target.seedFolders()) {
      command.add(folder.toString());
    }
    return command;
  }

  private static boolean tells(String line) {
    return line.startsWith("== ") || line.startsWith("Caused by") || line.startsWith("Base64");
  }

  private static String last(Pattern pattern, String text) {
    String last = "?";
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      last = matcher.group(1);
    }
    return last;
  }
}
