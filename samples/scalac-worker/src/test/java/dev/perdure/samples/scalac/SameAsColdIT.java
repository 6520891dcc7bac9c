package dev.perdure.samples.scalac;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's answers and files are those of scalac's own command, in whatever order. */
class SameAsColdIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final List<String> LIBRARIES =
      List.of("-color", "never", "-classpath", "scala3.jar:scala2.jar:lib.jar");

  /** What a run has left; files with a character for each byte. */
  private record Outcome(int exitCode, String printed, SortedMap<String, String> files) {}

  private final Map<List<String>, Outcome> cold = new LinkedHashMap<>();

  @TempDir Path directory;

  private void compileEachCold() throws Exception {
    for (List<String> arguments :
        List.of(
            compile("-d", "out", "src/Good.scala", "src/größe/Größe.scala"),
            compile("-d", "out/all.jar", "src/Uses.scala", "src/Good.scala"),
            compile("-d", "out", "-deprecation", "src/Warns.scala"),
            compile("-d", "out", "src/Wrong.scala"),
            compile("-d", "out", "src/Nowhere.scala"),
            compile("-no-such-option"),
            List.of("-version"))) {
      Path root = project("cold" + cold.size());
      List<String> command =
          new ArrayList<>(
              List.of(JAVA, "-XX:TieredStopAtLevel=1", "-Dsun.misc.unsafe.memory.access=allow"));
      command.addAll(List.of("-cp", System.getProperty("worker.jar")));
      command.add("dotty.tools.dotc.Main");
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      cold.put(arguments, new Outcome(process.waitFor(), printed, files(root)));
    }
    assertThat(cold.values()).extracting(Outcome::exitCode).contains(0, 1);
  }

  private static List<String> compile(String... more) {
    return Stream.concat(LIBRARIES.stream(), Stream.of(more)).toList();
  }

  private Path project(String name) throws Exception {
    Path root = Files.createDirectories(directory.resolve(name));
    Files.createDirectories(root.resolve("src/größe"));
    Files.createDirectories(root.resolve("out"));
    copy(scala.runtime.LazyVals.class, root.resolve("scala3.jar"));
    copy(scala.Predef.class, root.resolve("scala2.jar"));
    Library.write(root.resolve("lib.jar"), "number");
    Files.writeString(
        root.resolve("src/Good.scala"),
        """
        package good

        case class Good(number: Int):
          inline def twice(inline change: Int => Int) = change(change(number))

        def text(all: List[Good]) = all.sortBy(_.number).map(it => s"${it.twice(n => n + 1)}")
        """);
    Files.writeString(
        root.resolve("src/Uses.scala"), "def uses = lib.L.number + good.Good(1).number");
    Files.writeString(
        root.resolve("src/Warns.scala"),
        "@deprecated(\"old\", \"1\") def old = 1\nobject Warns { def warns = old }");
    Files.writeString(root.resolve("src/Wrong.scala"), "val wrong: String = 1");
    Files.writeString(
        root.resolve("src/größe/Größe.scala"), "package größe\nclass Größe { val text = \"你好\" }");
    return root;
  }

  private static void copy(Class<?> of, Path jar) throws Exception {
    Files.copy(Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()), jar);
  }

  private static SortedMap<String, String> files(Path root) throws Exception {
    SortedMap<String, String> files = new TreeMap<>();
    Path out = root.resolve("out");
    if (Files.exists(out)) {
      try (Stream<Path> walk = Files.walk(out)) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          if (file.toString().endsWith(".jar")) {
            // scalac puts the time into its jars.
            ReproducibleJar.rewrite(file);
          }
          files.put(
              out.relativize(file).toString(), new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void anyOrder_withErrorsAndCancelsBetween_givesWhatTheCommandGives() throws Exception {
    compileEachCold();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<List<String>> order = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<List<String>> shuffled = new ArrayList<>(cold.keySet());
      Collections.shuffle(shuffled, random);
      order.addAll(shuffled);
    }
    Path root = Files.createDirectory(directory.resolve("worker"));
    try (WorkerHarness worker =
        WorkerHarness.process(System.getProperty("worker.launcher"))
            .multiplex()
            .directory(root)
            .timeout(Duration.ofMinutes(5))
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
            .start()) {
      int id = 0;
      for (List<String> arguments : order) {
        boolean isCancelled = random.nextInt(3) == 0;
        if (isCancelled) {
          Path given = project("worker/given-up-" + ++id);
          worker.send(sandboxed(id, arguments, root.relativize(given)));
          worker.send(WorkRequest.cancelOf(id).withSandboxDir(root.relativize(given).toString()));
          WorkResponse response = worker.await(id);
          assertThat(response.output()).doesNotContain("exception").doesNotContain("\tat ");
        }
        String name = "worker/" + ++id;
        Path sandbox = project(name);
        WorkResponse response = worker.work(sandboxed(id, arguments, root.relativize(sandbox)));

        Path jar = sandbox.resolve("out/all.jar");
        byte[] written = Files.exists(jar) ? Files.readAllBytes(jar) : new byte[0];
        assertThat(new Outcome(response.exitCode(), response.output(), files(sandbox)))
            .as("%s, request %s, seed %s", arguments, id, seed)
            .isEqualTo(cold.get(arguments));
        if (written.length > 0) {
          assertThat(Files.readAllBytes(jar)).as("as the worker wrote it").isEqualTo(written);
        }
      }
      WorkResponse escaping =
          worker.work(sandboxed(++id, compile("-d", "../out", "src/Good.scala"), Path.of("1")));
      assertThat(escaping.exitCode()).isNotZero();
      assertThat(escaping.output()).contains("../out").doesNotContain("\tat ");
      assertThat(root.resolve("out")).doesNotExist();
    }
  }

  private static WorkRequest sandboxed(int id, List<String> arguments, Path sandbox) {
    return WorkRequest.of(id, arguments).withSandboxDir(sandbox.toString());
  }
}
