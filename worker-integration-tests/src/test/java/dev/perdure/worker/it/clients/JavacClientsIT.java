package dev.perdure.worker.it.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler with real sources under each client: the same bytes as from javac itself. */
class JavacClientsIT {
  private static final List<String> SOURCES =
      List.of("Digest.java", "Input.java", "WorkRequest.java", "WorkResponse.java");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("dev.perdure.worker.it.clients.Way#proto")
  void classes_areThoseOfJavac(Way way) throws Exception {
    Path action = Files.createDirectory(directory.resolve("action"));
    WorkerUnderTest sample = SampleHome.underTest("javac-worker", Map.of());
    try (ClientWorker worker =
        new ClientWorker(
            way.client(), way.protocol(), sample.command(), sample.environment(), action)) {
      List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", "out"));
      arguments.addAll(SOURCES);
      assertSame(worker, sources(), arguments, "out/dev/perdure/worker/Digest.class");
      // The jar has another content at the same path, which some clients do not tell.
      for (int number = 1; number <= 2; number++) {
        assertSame(
            worker,
            Map.of(
                "library.jar", library(number),
                "Uses.java", "class Uses { int number = Library.NUMBER; }".getBytes(UTF_8)),
            List.of("-proc:none", "-cp", "library.jar", "-d", "out", "Uses.java"),
            "out/Uses.class");
      }
      assertThat(worker.log()).isEmpty();
    }
  }

  private void assertSame(
      ClientWorker worker, Map<String, byte[]> inputs, List<String> arguments, String output)
      throws IOException {
    WorkResponse answer = worker.run(inputs, arguments);
    assertThat(answer.output()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(worker.file(output)).hasBinaryContent(cold(inputs, arguments, output));
  }

  /** What javac itself makes of it, in a directory of its own. */
  private byte[] cold(Map<String, byte[]> inputs, List<String> arguments, String output)
      throws IOException {
    Path cold = Files.createTempDirectory(directory, "cold");
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      Files.write(cold.resolve(input.getKey()), input.getValue());
    }
    // Its paths are relative to this process's directory.
    compile(
        arguments.stream()
            .map(it -> it.startsWith("-") ? it : cold.resolve(it).toString())
            .toList());
    return Files.readAllBytes(cold.resolve(output));
  }

  private static void compile(List<String> arguments) {
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exitCode).isZero();
  }

  private static Map<String, byte[]> sources() throws IOException {
    Path main =
        Path.of(System.getProperty("samples.directory"))
            .resolve("../worker-core/src/main/java/dev/perdure/worker");
    Map<String, byte[]> sources = new TreeMap<>();
    for (String source : SOURCES) {
      sources.put(source, Files.readAllBytes(main.resolve(source)));
    }
    return sources;
  }

  private byte[] library(int number) throws IOException {
    Path folder = Files.createTempDirectory(directory, "library");
    Path source = folder.resolve("Library.java");
    Files.writeString(source, "class Library { static final int NUMBER = " + number + "; }");
    compile(List.of("-proc:none", "-d", folder.toString(), source.toString()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry("Library.class"));
      jar.write(Files.readAllBytes(folder.resolve("Library.class")));
    }
    return bytes.toByteArray();
  }
}
