package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The executable jar both ways: one persistent process, and a process per target. */
class JavaBuilderWorkerIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = System.getProperty("worker.jar");
  private static final String LAUNCHER = System.getProperty("worker.launcher");
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path temporary;

  private static Path sources(Path root) throws IOException {
    Files.createDirectories(root.resolve("p"));
    Files.writeString(root.resolve("p/A.java"), "package p; public class A { native void run(); }");
    Files.writeString(root.resolve("p/B.java"), "package p; class B extends A { int i = \"\"; }");
    Files.writeString(root.resolve("p/Größe.java"), "package p; class Größe extends A {}");
    return root;
  }

  private static List<List<String>> requests() {
    return List.of(
        Project.target("a", "--sources", "p/A.java", "--native_header_output", "out/h.jar"),
        Project.target("b", "--sources", "p/B.java", "--classpath", "out/a.jar"),
        Project.target(
            "größe",
            "--sources",
            "p/Größe.java",
            "--classpath",
            "out/a.jar",
            "--strict_java_deps",
            "ERROR"),
        Project.target("c", "--sources", "p/A.java", "--output_manifest_proto", "out/m"),
        List.of("--bogus"));
  }

  @ParameterizedTest
  @EnumSource
  void oneProcessForAll_answersAsAProcessForEach(Protocol protocol) throws Exception {
    Path persistent = sources(Files.createDirectory(temporary.resolve("persistent")));
    Path oneShot = sources(Files.createDirectory(temporary.resolve("one-shot")));
    // By the script, in a bare environment: names beyond ASCII need the script.
    try (WorkerHarness worker =
        WorkerHarness.process(LAUNCHER)
            .protocol(protocol)
            .directory(persistent)
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
            .start()) {
      for (List<String> arguments : requests()) {
        WorkResponse response = worker.work(arguments.toArray(String[]::new));

        assertThat(response.output() + response.exitCode())
            .as("%s", arguments)
            .isEqualTo(runOnce(oneShot, arguments));
      }
      assertThat(worker.end()).isZero();
    }
    assertThat(files(persistent)).isEqualTo(files(oneShot));
    assertThat(persistent.resolve("out/c.jar")).exists();
    assertThat(persistent.resolve("out/größe.jdeps")).exists();
  }

  /** What a run prints, and its exit code. */
  private static String runOnce(Path directory, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return printed + process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** All files by name, with their bytes as text. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void processorThatExits_endsItsRequestAndNotTheWorker() throws Exception {
    try (Project project = new Project(temporary)) {
      Processors.write(project, "exits", "System.exit(7);");
    }
    sources(temporary);
    List<String> arguments =
        Project.target(
            "a",
            "--sources",
            "p/A.java",
            "--processors",
            "Generator",
            "--processorpath",
            "exits.jar");
    try (WorkerHarness worker =
        WorkerHarness.process(JAVA, "-jar", JAR).directory(temporary).start()) {
      WorkResponse exited = worker.work(arguments.toArray(String[]::new));
      WorkResponse next = worker.work(requests().get(0).toArray(String[]::new));

      assertThat(exited.exitCode()).isEqualTo(7);
      assertThat(next).isEqualTo(WorkResponse.of(0, 0, ""));
    }
  }

  @Test
  void pluginThatLooksIntoJavac_findsItOpen() throws Exception {
    RealCompilation checked = RealCompilation.of("p/Checked.java").errorProne();
    try (Project project = new Project(temporary)) {
      project.write(
          "p/Checked.java", "package p; class Checked { int i = \"A\".toLowerCase().length(); }");
      for (Path jar : checked.jars()) {
        project.addJar(jar);
      }
    }
    try (WorkerHarness worker =
        WorkerHarness.process(JAVA, "-jar", JAR).directory(temporary).start()) {
      WorkResponse response = worker.work(checked.arguments("a").toArray(String[]::new));

      assertThat(response.output())
          .startsWith("p/Checked.java:1: warning: [StringCaseLocaleUsage]");
      assertThat(response.exitCode()).isZero();
    }
  }
}
