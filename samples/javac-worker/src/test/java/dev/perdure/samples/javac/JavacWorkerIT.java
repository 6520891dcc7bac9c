package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The executable jar both ways: one persistent process, and a process a compilation. */
class JavacWorkerIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = System.getProperty("worker.jar");
  private static final String LAUNCHER = System.getProperty("worker.launcher");
  private static final Set<String> CASES =
      Set.of(
          "good", "not ascii", "warning", "type error", "missing file", "unknown option", "help");

  @TempDir Path temporary;

  private static List<List<String>> requests() {
    return Stream.concat(
            JavacCase.all().stream()
                .filter(it -> CASES.contains(it.name()))
                .map(JavacCase::arguments),
            Stream.of(List.of("--output-jar=größe.jar", "größe/Größe.java", "ok/Good.java")))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void oneProcessForAll_answersAsAProcessForEach(Protocol protocol) throws Exception {
    Path persistent = Files.createDirectory(temporary.resolve("persistent"));
    Path oneShot = Files.createDirectory(temporary.resolve("one-shot"));
    Sources.writeAll(persistent);
    Sources.writeAll(oneShot);
    // By the script, in a bare environment: names beyond ASCII need the script.
    try (WorkerHarness worker =
        WorkerHarness.process(LAUNCHER)
            .protocol(protocol)
            .directory(persistent)
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
            .start()) {
      for (List<String> arguments : requests()) {
        WorkResponse response = worker.work(arguments.toArray(String[]::new));
        List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR));
        command.addAll(arguments);
        Command.Result expected = Command.run(oneShot, command);

        assertThat(response.output()).as("%s", arguments).isEqualTo(expected.printed());
        assertThat(response.exitCode()).as("%s", arguments).isEqualTo(expected.exitCode());
      }
      assertThat(worker.end()).isZero();
    }
    assertThat(FileTree.digests(persistent)).isEqualTo(FileTree.digests(oneShot));
    assertThat(persistent.resolve("größe.jar")).exists();
  }

  @Test
  void pluginThatLooksIntoJavac_findsItOpen() throws Exception {
    Sources.writeAll(temporary);
    Processors.compile(
        temporary,
        """
        Module javac = ModuleLayer.boot().findModule("jdk.compiler").orElseThrow();
        for (String part : "api code comp file main model parser processing resources tree util".split(" "))
          if (!javac.isOpen("com.sun.tools.javac." + part, getClass().getModule()))
            throw new IllegalStateException(part + " is closed");
        """);
    List<String> command =
        List.of(JAVA, "-jar", JAR, "-processorpath", "processor", "ok/Good.java");

    Command.Result result = Command.run(temporary, command);

    assertThat(result.exitCode()).as(result.printed()).isZero();
  }

  @Test
  void processorThatExits_endsItsRequestAndNotTheWorker() throws Exception {
    Sources.writeAll(temporary);
    Processors.compile(temporary, "System.exit(7);");
    try (WorkerHarness worker =
        WorkerHarness.process(JAVA, "-jar", JAR).directory(temporary).start()) {
      WorkResponse exited = worker.work("-processorpath", "processor", "ok/Good.java");
      WorkResponse next = worker.work("-d", "out", "ok/Good.java");

      assertThat(exited.exitCode()).isEqualTo(7);
      assertThat(next).isEqualTo(WorkResponse.of(0, 0, ""));
    }
  }

  @Test
  void processor_doesNotMeetTheLibrariesOfTheWorker() throws Exception {
    Sources.writeAll(temporary);
    Processors.compile(
        temporary,
        """
        try {
          Class.forName("org.objectweb.asm.ClassReader");
          throw new AssertionError("the worker's ASM");
        } catch (ClassNotFoundException e) {
          System.out.println("alone");
        }
        """);
    try (WorkerHarness worker =
        WorkerHarness.process(JAVA, "-jar", JAR).directory(temporary).start()) {
      assertThat(worker.work("-processorpath", "processor", "-d", "out", "ok/Good.java"))
          .isEqualTo(WorkResponse.of(0, 0, "alone\n"));
    }
  }
}
