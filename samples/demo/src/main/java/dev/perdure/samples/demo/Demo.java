package dev.perdure.samples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's program. Arguments: the library's name, its sources' jar, its jar, the launch script
 * of the javac-worker, and the folder to work in, which is emptied first.
 */
public final class Demo {
  private Demo() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    try {
      run(args, out);
    } catch (DemoFailure failure) {
      out.println("\nThe demo failed: " + failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args, PrintStream out) throws Exception {
    String library = args[0];
    Path folder = Path.of(args[4]);
    empty(folder);
    List<String> sources = SourceJar.unpack(Path.of(args[1]), folder.resolve("src"));
    out.printf("%n  %s: %d actions, a source file each%n", library, sources.size());
    Progress progress = new Progress(out, Progress.isTerminal(), sources.size());
    Path launcher = Path.of(args[3]).normalize();
    DemoResult result;
    try (Compiler cold = new ColdJavac(folder);
        Compiler worker = WorkerJavac.singleplex(launcher, folder, 1)) {
      result =
          new Comparison(folder, Path.of(args[2]), progress).run(library, sources, cold, worker);
    }
    out.printf("%n  builds with several actions at once, with and without workers%n");
    result =
        result.withBuilds(
            new Builds(folder, Path.of(args[2]), sources).run(BuildWay.all(launcher, folder)));
    Path page = folder.resolve("index.html");
    Files.writeString(page, DemoPage.of(result));
    out.printf(
        "%n%s%n  All %d class files are equal, byte for byte. The page: %s%n%n",
        ResultTable.of(result), result.classFiles(), page);
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
