package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.client.InputFiles;
import dev.perdure.worker.client.SentRequest;
import dev.perdure.worker.client.WorkerClient;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build of a Java project in layers, with worker-client and the javac sample as its worker: what
 * a build tool written in Java would do.
 */
class ClientBuildIT {
  private static final int MODULES = 4;

  @TempDir Path directory;

  private Path root;

  @BeforeEach
  void copyTool() throws IOException {
    root = directory.toRealPath();
    Path jar = Path.of(System.getProperty("samples.directory"), "javac-worker", "target");
    Files.copy(
        jar.resolve("javac-worker.jar"),
        root.resolve("javac-worker.jar"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void project_isBuiltByOneWorkerAndAgainAfterAnEdit() throws Exception {
    // A constant is copied into the classes that use it, so they must see the new jar.
    write("base/Base.java", "public class Base { public static final String NAME = \"a\"; }");
    for (int i = 0; i < MODULES; i++) {
      write(
          "m" + i + "/M" + i + ".java",
          "public class M"
              + i
              + " { public static String name() { return Base.NAME + "
              + i
              + "; } }");
    }
    try (WorkerClient client = client()) {
      build(client);
      List<ProcessHandle> workers = client.processes();
      assertThat(nameOf("M3")).isEqualTo("a3");

      write("base/Base.java", "public class Base { public static final String NAME = \"b\"; }");
      build(client);
      assertThat(nameOf("M3")).isEqualTo("b3");

      assertThat(client.processes()).as("all by one worker").hasSize(1).isEqualTo(workers);
    }
  }

  private WorkerClient client() {
    return WorkerClient.builder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            "javac-worker.jar")
        .directory(root)
        .multiplex(MODULES)
        .build();
  }

  /** The base first, then all that stand on it at once. */
  private void build(WorkerClient client) throws Exception {
    WorkResponse done = WorkResponse.of(0, 0, "");
    assertThat(client.work(compile("base/Base.java", "base.jar"))).isEqualTo(done);
    List<SentRequest> sent = new ArrayList<>();
    for (int i = 0; i < MODULES; i++) {
      sent.add(client.send(compile("m" + i + "/M" + i + ".java", "m" + i + ".jar", "base.jar")));
    }
    for (SentRequest each : sent) {
      assertThat(each.await()).isEqualTo(done);
    }
  }

  private WorkRequest compile(String source, String jar, String... classPath) {
    // Nothing but what is named: the libraries of the worker are not on the class path.
    String path = classPath.length == 0 ? "none" : String.join(":", classPath);
    List<String> inputs = new ArrayList<>(List.of("javac-worker.jar", source));
    inputs.addAll(List.of(classPath));
    return WorkRequest.of(0, List.of("--output-jar=" + jar, "-proc:none", "-cp", path, source))
        .withInputs(InputFiles.in(root).inputs(inputs));
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
