package dev.perdure.worker.it.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.cache.Sha256;
import dev.perdure.worker.integration.ThreadLimit;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged compiler under limits: it compiles as it would without a worker, or it ends. */
@Timeout(300)
class ScarceJavacIT {
  private static final Path TARGET =
      Path.of(System.getProperty("samples.directory"), "javac-worker/target")
          .toAbsolutePath()
          .normalize();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path dir;

  @BeforeEach
  void open() throws IOException {
    // Another user's worker looks into it.
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(dir.resolve("Empty.java"), "class Empty {}\n");
  }

  private WorkerHarness start(Protocol protocol, List<String> command) {
    return WorkerHarness.process(command)
        .protocol(protocol)
        .directory(dir)
        .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
        .start();
  }

  private static List<String> launcher() {
    return List.of(TARGET.resolve("javac-worker").toString());
  }

  private WorkResponse compileEmpty(WorkerHarness worker) {
    return worker.work("-proc:none", "-d", "out", "Empty.java");
  }

  /** Each request has 20 jars that no other had: were they kept open, no file could be opened. */
  @ParameterizedTest
  @EnumSource
  void fewOpenFiles_areEnoughForManyJars(Protocol protocol) throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "prlimit is missing");
    int perRequest = 20;
    byte[] library = library();
    List<String> command = new ArrayList<>(List.of("prlimit", "--nofile=300"));
    command.addAll(launcher());
    try (WorkerHarness worker = start(protocol, command)) {
      for (int request = 0; request < 50; request++) {
        List<String> path = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < perRequest; i++) {
          String name = "lib" + request + "-" + i + ".jar";
          byte[] jar = writeJar(dir.resolve(name), library, i == perRequest - 1, name);
          path.add(name);
          inputs.add(new Input(name, Sha256.of(jar)));
        }
        String source = "User" + request;
        Files.writeString(
            dir.resolve(source + ".java"), "class " + source + " { Library used; }\n");
        List<String> arguments =
            List.of("-proc:none", "-cp", String.join(":", path), "-d", "out", source + ".java");
        assertThat(worker.work(WorkRequest.of(0, arguments).withInputs(inputs)))
            .as("request %d", request)
            .isEqualTo(WorkResponse.of(0, 0, ""));
        assertThat(dir.resolve("out/" + source + ".class")).isNotEmptyFile();
      }
      assertThat(worker.end()).isZero();
    }
  }

  private byte[] library() throws IOException {
    Path source = Files.writeString(dir.resolve("Library.java"), "public class Library {}\n");
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", dir.toString(), source.toString());
    assertThat(exitCode).isZero();
    Files.delete(source);
    byte[] compiled = Files.readAllBytes(dir.resolve("Library.class"));
    Files.delete(dir.resolve("Library.class"));
    return compiled;
  }

  /** Writes a jar that differs from all others, and returns its bytes. */
  private static byte[] writeJar(Path file, byte[] library, boolean has, String text)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new ZipEntry("name"));
      jar.write(text.getBytes(UTF_8));
      if (has) {
        jar.putNextEntry(new ZipEntry("Library.class"));
        jar.write(library);
      }
    }
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnotherThread_itCompilesAndIsCancelledAndEnds(Protocol protocol) throws Exception {
    ThreadLimit.assumePossible();
    Files.writeString(dir.resolve("Large.java"), large(8_000));
    List<String> command = ThreadLimit.command(launcher());
    try (WorkerHarness worker = start(protocol, command)) {
      assertThat(compileEmpty(worker)).isEqualTo(WorkResponse.of(0, 0, ""));
      ThreadLimit.allow(worker.pid(), 0);
      Files.delete(dir.resolve("out/Empty.class"));
      assertThat(compileEmpty(worker)).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(dir.resolve("out/Empty.class")).isNotEmptyFile();

      worker.send(WorkRequest.of(7, List.of("-proc:none", "-d", "large", "Large.java")));
      worker.cancel(7);
      assertThat(worker.await(7).requestId()).isEqualTo(7);

      Files.delete(dir.resolve("out/Empty.class"));
      assertThat(compileEmpty(worker)).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(dir.resolve("out/Empty.class")).isNotEmptyFile();
      assertThat(worker.end()).isZero();
    }
  }

  /** javac catches the error and says so itself: the worker must not go on with a full heap. */
  @Test
  void fullHeap_endsTheWorkerAfterJavacsAnswer() throws Exception {
    Files.writeString(dir.resolve("Large.java"), large(40_000));
    List<String> command =
        List.of(
            JAVA,
            "-Xmx40m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            TARGET.resolve("javac-worker.jar").toString());
    try (WorkerHarness worker = start(Protocol.PROTO, command)) {
      assertThat(compileEmpty(worker)).isEqualTo(WorkResponse.of(0, 0, ""));
      WorkResponse answer = worker.work("-proc:none", "-d", "large", "Large.java");
      assertThat(answer.exitCode()).as(answer.output()).isIn(1, 3);
      assertThat(answer.output()).containsIgnoringCase("memory");
      // On a slow machine, javac may fight for the last bytes for as long as the worker allows.
      int exitCode = worker.awaitEnd();
      assertThat(exitCode).isIn(0, 1);
      assertThat(worker.log())
          .contains(exitCode == 1 ? "[heap-stays-full]" : "the worker has ended");
    }
  }

  /** A class with so many methods that it takes a while, or more memory than there is. */
  private static String large(int methods) {
    StringBuilder text = new StringBuilder("class Large {\n");
    for (int i = 0; i < methods; i++) {
      text.append("  static String m").append(i).append("(int a) { return \"").append(i);
      text.append("\" + a + m").append(Math.max(0, i - 1)).append("(a - 1); }\n");
    }
    return text.append("}\n").toString();
  }
}
