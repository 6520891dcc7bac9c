package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac takes from its environment does what it does under the javac command, or is named. */
class EnvironmentOptionsTest {
  private static final List<String> COMPILE = List.of("-proc:none", "-d", "out", "User.java");

  @TempDir Path root;
  private Path box;

  @BeforeEach
  void write() throws Exception {
    box = Files.createDirectories(root.resolve("box/1"));
    byte[] jar = Jars.compile(root, "lib.A", "package lib; public class A {}");
    for (Path directory : List.of(root, box)) {
      Jars.write(directory.resolve("lib/a.jar"), jar);
      FileTree.write(directory, "User.java", "class User { Object o = (lib.A) new lib.A(); }");
    }
  }

  private WorkerHarness worker(String options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("api", "file", "main", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JavacWorker.class.getName());
    return WorkerHarness.process(command)
        .multiplex()
        .directory(root)
        .environment(Map.of("LC_ALL", "C.UTF-8", "JDK_JAVAC_OPTIONS", options))
        .start();
  }

  private static WorkRequest inSandbox() {
    return WorkRequest.of(9, COMPILE).withSandboxDir("box/1");
  }

  @Test
  void relativePaths_areThoseOfTheWorkingDirectory_andRefusedInASandbox() throws Exception {
    String options = "-Xlint:all '-cp' lib/a.jar";
    try (WorkerHarness worker = worker(options)) {
      Command.Result expected = Command.javac(root, COMPILE, Map.of("JDK_JAVAC_OPTIONS", options));
      WorkResponse answer = worker.work(COMPILE.toArray(String[]::new));
      assertThat(expected.printed()).contains("redundant cast");
      assertThat(answer.output()).isEqualTo(expected.printed());
      assertThat(answer.exitCode()).isEqualTo(expected.exitCode()).isZero();

      WorkResponse refused = worker.work(inSandbox());
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.output()).contains("JDK_JAVAC_OPTIONS", ": lib/a.jar\n");
      assertThat(box.resolve("out")).doesNotExist();
    }
  }

  @Test
  void options_areSplitAndUnquoted() {
    assertThat(EnvironmentOptions.split(" a\t'b c'd \"'\" \\n '' "))
        .containsExactly("a", "b cd", "'", "\\n", "");
    assertThat(EnvironmentOptions.split("a 'b")).isEmpty();
    assertThat(EnvironmentOptions.split(" ")).isEmpty();
  }

  @Test
  void absolutePaths_areGoodEverywhere() {
    try (WorkerHarness worker = worker("-cp " + root.resolve("lib/a.jar") + " -Xlint:all")) {
      WorkResponse answer = worker.work(inSandbox());
      assertThat(answer.output()).contains("redundant cast").doesNotContain("box/1");
      assertThat(answer.exitCode()).isZero();
      assertThat(box.resolve("out/User.class")).exists();
    }
  }
}
