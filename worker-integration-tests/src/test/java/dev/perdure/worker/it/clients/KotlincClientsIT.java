package dev.perdure.worker.it.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kotlin compiler under each client: the same files as from the compiler's own command. */
class KotlincClientsIT {
  private static final Path TARGET =
      Path.of(System.getProperty("samples.directory"), "kotlinc-worker", "target");
  private static final Path SOURCES = Path.of("src/test/kotlinc");

  /** Two sources that use this library, then one library with two contents at the same path. */
  private static final List<Action> ACTIONS = new ArrayList<>();

  @TempDir static Path cold;
  @TempDir Path directory;

  /**
   * An action.
   *
   * @param outputs the files that the command itself makes, with a character for each byte
   */
  private record Action(
      Map<String, byte[]> inputs, List<String> arguments, SortedMap<String, String> outputs) {}

  @BeforeAll
  static void compileCold() throws Exception {
    add("worker.jar", library("worker-core-"), "HelloWorker.kt", "Words.kt");
    for (int number = 1; number <= 2; number++) {
      add("library.jar", numbered(number), "Uses.kt");
    }
    assertThat(ACTIONS).noneMatch(action -> action.outputs().isEmpty());
    assertThat(ACTIONS.get(1).outputs()).isNotEqualTo(ACTIONS.get(2).outputs());
  }

  @ParameterizedTest
  @MethodSource("dev.perdure.worker.it.clients.Way#proto")
  void classes_areThoseOfKotlinc(Way way) throws Exception {
    Path action = Files.createDirectory(directory.resolve("action"));
    WorkerUnderTest sample = SampleHome.underTest("kotlinc-worker", Map.of());
    try (ClientWorker worker =
        new ClientWorker(
            way.client(),
            way.protocol(),
            sample.command().subList(0, 1),
            sample.environment(),
            action)) {
      for (Action each : ACTIONS) {
        WorkResponse answer = worker.run(each.inputs(), each.arguments());

        assertThat(answer.output()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(files(worker.file("out"))).isEqualTo(each.outputs());
        delete(worker.file("out"));
      }
      assertThat(worker.log()).isEmpty();
    }
  }

  /** Adds an action, with what the command makes of it in a directory of its own. */
  private static void add(String jar, byte[] content, String... sources) throws Exception {
    Map<String, byte[]> inputs = new HashMap<>();
    inputs.put("stdlib.jar", library("kotlin-stdlib-"));
    inputs.put(jar, content);
    for (String source : sources) {
      inputs.put(source, Files.readAllBytes(SOURCES.resolve(source)));
    }
    List<String> arguments =
        new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-cp", "stdlib.jar:" + jar));
    arguments.addAll(List.of("-d", "out"));
    arguments.addAll(List.of(sources));
    Path root = Files.createTempDirectory(cold, "action");
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      Files.write(root.resolve(input.getKey()), input.getValue());
    }
    runCommand(root, arguments);
    ACTIONS.add(new Action(inputs, arguments, files(root.resolve("out"))));
  }

  private static void runCommand(Path root, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dsun.misc.unsafe.memory.access=allow"));
    // For colors it would load a native library, of which newer JDKs warn.
    command.add("-Dkotlin.colors.enabled=false");
    command.addAll(List.of("-cp", TARGET.resolve("kotlinc-worker.jar").toString()));
    command.add("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** A jar that the sample has, by the beginning of its name. */
  private static byte[] library(String name) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(TARGET.resolve("lib"), name + "[0-9]*.jar")) {
      return Files.readAllBytes(jars.iterator().next());
    }
  }

  private static byte[] numbered(int number) throws IOException {
    Path folder = Files.createTempDirectory(cold, "library");
    Path source = folder.resolve("Library.java");
    Files.writeString(
        source, "public class Library { public static final int NUMBER = " + number + "; }");
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(exitCode).isZero();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry("Library.class"));
      jar.write(Files.readAllBytes(folder.resolve("Library.class")));
    }
    return bytes.toByteArray();
  }

  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString(), new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return files;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
