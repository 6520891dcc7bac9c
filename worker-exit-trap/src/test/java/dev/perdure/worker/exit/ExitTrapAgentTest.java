package dev.perdure.worker.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;

/** Whole processes, in which the agent rewrites what the JVM loads. */
@Timeout(120)
class ExitTrapAgentTest {
  private static final String AGENT = "dev.perdure.worker.exit.ExitTrapAgent";
  private static final List<String> ANSWERS =
      List.of(
          "on the class path: 7",
          "by reference: 8",
          "in a named module: 2",
          "from a loader without parent: 10",
          "not rewritten: 0");

  @TempDir Path directory;

  @Test
  void manifestLine_setsTheTrapWithoutFlags() throws Exception {
    Path jar = jar("Launcher-Agent-Class", AGENT, "Main-Class", HostedTools.class.getName());
    Ended ended = java("-jar", jar.toString());
    assertThat(ended.out).isEqualTo(ANSWERS);
    assertThat(ended.exitCode).as("outside of requests").isEqualTo(3);
    assertThat(ended.err)
        .as("javac's message, then the trap's on what it can't rewrite, and no JVM warning")
        .hasSize(4)
        .last()
        .asString()
        .startsWith("perdure: an exit call of Tool would end this worker")
        .contains("interface Tool");
  }

  @Test
  void javaAgentFlag_setsTheTrap() throws Exception {
    Path jar = jar("Premain-Class", AGENT);
    Ended ended = java("-javaagent:" + jar, HostedTools.class.getName());
    assertThat(ended.out).isEqualTo(ANSWERS);
    assertThat(ended.exitCode).isEqualTo(3);
  }

  @Test
  void withoutAgent_theFirstExitEndsTheProcess() throws Exception {
    Path jar = jar("Main-Class", HostedTools.class.getName());
    Ended ended = java("-jar", jar.toString());
    assertThat(ended.out).isEmpty();
    assertThat(ended.exitCode).isEqualTo(7);
  }

  @Test
  void bootLoaderAndTrapItself_areLeftAlone() throws Exception {
    byte[] exits = HandMadeClass.of(61, 1, code -> HandMadeClass.exit(code, 1));
    ExitCallTransformer transformer = new ExitCallTransformer();
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    assertThat(transformer.transform(null, "Tool", null, null, exits)).isNull();
    assertThat(transformer.transform(loader, "dev/perdure/worker/ExitTrap", null, null, exits))
        .isNull();
    assertThat(transformer.transform(loader, "Tool", null, null, exits)).isNotNull();
  }

  private record Ended(int exitCode, List<String> out, List<String> err) {}

  private Ended java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", String.join(java.io.File.pathSeparator, strings(classPath()))));
    command.addAll(Arrays.asList(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .directory(directory.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  /** A jar that holds a manifest only: its class path is where this test's classes are. */
  private Path jar(String... attributes) throws IOException, URISyntaxException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        String.join(" ", classPath().stream().map(path -> path.toUri().toString()).toList()));
    for (int i = 0; i < attributes.length; i += 2) {
      main.putValue(attributes[i], attributes[i + 1]);
    }
    Path jar = directory.resolve("worker.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  private static Set<Path> classPath() throws URISyntaxException {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(HostedTools.class, ExitTrapAgent.class, WorkHandler.class, ClassReader.class)) {
      places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    return places;
  }

  private static List<String> strings(Set<Path> paths) {
    return paths.stream().map(Path::toString).toList();
  }
}
