package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.pool.Action;
import dev.perdure.worker.testing.pool.ActionResult;
import dev.perdure.worker.testing.pool.ExecutionRequirements;
import dev.perdure.worker.testing.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool's sandboxes, with the javac sample as the worker. */
@SuppressWarnings("deprecation")
class PoolBuildIT {
  @TempDir Path directory;

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

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
