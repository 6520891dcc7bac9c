package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.pool.Action;
import dev.perdure.worker.testing.pool.ActionResult;
import dev.perdure.worker.testing.pool.ExecutionRequirements;
import dev.perdure.worker.testing.pool.WorkerPool;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build of a Java project in layers, with the pool as its worker client and the javac sample as
 * its worker: what a build tool written in Java would do.
 */
@SuppressWarnings("deprecation")
class PoolBuildIT {
  private static final int MODULES = 4;

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(MODULES);
  private ExecutionRoot root;

  @BeforeEach
  void copyTool() throws IOException {
    root = new ExecutionRoot(directory.toRealPath());
    Path jar = Path.of(System.getProperty("samples.directory"), "javac-worker", "target");
    Files.copy(
        jar.resolve("javac-worker.jar"),
        root.resolve("javac-worker.jar"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void project_isBuiltByOneWorkerAndAgainAfterAnEdit() throws Exception {
    write("base/Base.java", "public class Base { public static String name() { return \"a\"; } }");
    for (int i = 0; i < MODULES; i++) {
      write(
          "m" + i + "/M" + i + ".java",
          "public class M"
              + i
              + " { public static String name() { return Base.name() + "
              + i
              + "; } }");
    }
    try (WorkerPool pool = WorkerPool.of(root)) {
      build(pool);
      assertThat(nameOf("M3")).isEqualTo("a3");

      write(
          "base/Base.java", "public class Base { public static String name() { return \"b\"; } }");
      build(pool);
      assertThat(nameOf("M3")).isEqualTo("b3");

      assertThat(pool.size()).as("all by one multiplex worker").isEqualTo(1);
    }
  }

  @Test
  void sourceThatDoesNotDeclareItsDependency_failsInItsSandbox() throws Exception {
    write("base/Base.java", "public class Base {}");
    write("m0/M0.java", "public class M0 extends Base {}");
    try (WorkerPool pool = WorkerPool.of(root)) {
      assertThat(pool.run(compile("base/Base.java", "base.jar")).exitCode()).isZero();
      ActionResult undeclared = pool.run(compile("m0/M0.java", "m0.jar"));
      ActionResult declared = pool.run(compile("m0/M0.java", "m0.jar", "base.jar"));

      assertThat(undeclared.exitCode()).isEqualTo(1);
      assertThat(undeclared.output()).contains("cannot find symbol");
      assertThat(declared.exitCode()).as(declared.output()).isZero();
    }
  }

  /** The base first, then all that stand on it at once. */
  private void build(WorkerPool pool) throws Exception {
    ActionResult base = pool.run(compile("base/Base.java", "base.jar"));
    assertThat(base).isEqualTo(new ActionResult(0, "", true));
    List<Future<ActionResult>> results = new ArrayList<>();
    for (int i = 0; i < MODULES; i++) {
      Action action = compile("m" + i + "/M" + i + ".java", "m" + i + ".jar", "base.jar");
      results.add(threads.submit(() -> pool.run(action)));
    }
    for (Future<ActionResult> result : results) {
      assertThat(result.get()).isEqualTo(new ActionResult(0, "", true));
    }
    pool.endBuild();
  }

  private Action compile(String source, String jar, String... classPath) throws IOException {
    String flagfile = jar + ".params";
    // Nothing but what is named: the libraries of the worker are not on the class path.
    String path = classPath.length == 0 ? "none" : String.join(":", classPath);
    write(flagfile, String.join("\n", "--output-jar=" + jar, "-proc:none", "-cp", path, source));
    List<String> inputs = new ArrayList<>(List.of("javac-worker.jar", flagfile, source));
    inputs.addAll(List.of(classPath));
    return Action.of(
            "Javac",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "javac-worker.jar",
                "@" + flagfile))
        .withFiles(inputs, List.of(jar))
        .withRequirements(ExecutionRequirements.multiplex(Protocol.PROTO).withSandbox());
  }

  private String nameOf(String type) throws Exception {
    URL[] jars = {root.resolve("base.jar").toUri().toURL(), root.resolve("m3.jar").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jars, null)) {
      return (String) loader.loadClass(type).getMethod("name").invoke(null);
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
