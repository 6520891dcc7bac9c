package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.client.WorkerClient;
import dev.perdure.worker.client.WorkerClientBuilder;
import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.SandboxDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build tool that gives each action a sandbox directory, with the javac sample as the worker. */
class SandboxBuildIT {
  @TempDir Path directory;

  private ExecutionRoot root;
  private SandboxDirectory sandbox;

  @BeforeEach
  void open() throws IOException {
    root = new ExecutionRoot(directory.toRealPath());
    sandbox = root.sandbox(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void action_seesItsInputsAloneAndItsOutputsAreMoved(boolean multiplex) throws Exception {
    write("base/Base.java", "public class Base {}");
    write("m0/M0.java", "public class M0 extends Base {}");
    try (WorkerClient client = client(multiplex)) {
      WorkResponse base = compile(client, multiplex, "base/Base.java", "base.jar");
      assertThat(base.exitCode()).as(base.output()).isZero();
      assertThat(root.resolve("base.jar")).exists();

      WorkResponse undeclared = compile(client, multiplex, "m0/M0.java", "m0.jar");
      assertThat(undeclared.exitCode()).isEqualTo(1);
      assertThat(undeclared.output()).contains("cannot find symbol");
      assertThat(root.resolve("m0.jar")).doesNotExist();

      WorkResponse declared = compile(client, multiplex, "m0/M0.java", "m0.jar", "base.jar");
      assertThat(declared.exitCode()).as(declared.output()).isZero();
      assertThat(root.resolve("m0.jar")).exists();
      assertThat(client.processes()).as("all by one worker").hasSize(1);
    }
  }

  /** A singleplex worker runs in its sandbox directory; a multiplex worker is told of it. */
  private WorkerClient client(boolean multiplex) throws IOException {
    Path jar = Path.of(System.getProperty("samples.directory"), "javac-worker", "target");
    WorkerClientBuilder builder =
        WorkerClient.builder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            jar.resolve("javac-worker.jar").toRealPath().toString());
    if (multiplex) {
      return builder.directory(root.directory()).multiplex(2).build();
    }
    Files.createDirectories(sandbox.directory());
    return builder.directory(sandbox.directory()).build();
  }

  private WorkResponse compile(
      WorkerClient client, boolean multiplex, String source, String jar, String... classPath)
      throws InterruptedException {
    List<String> files = new ArrayList<>(List.of(classPath));
    files.add(source);
    sandbox.prepare(root.inputs(files), List.of(jar));
    // Nothing but what is named: the libraries of the worker are not on the class path.
    String path = classPath.length == 0 ? "none" : String.join(":", classPath);
    WorkRequest request =
        WorkRequest.of(0, List.of("--output-jar=" + jar, "-proc:none", "-cp", path, source))
            .withInputs(root.inputs(files))
            .withSandboxDir(multiplex ? sandbox.path() : "");
    WorkResponse answer = client.work(request);
    sandbox.moveOutputs(List.of(jar));
    sandbox.clean();
    return answer;
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
