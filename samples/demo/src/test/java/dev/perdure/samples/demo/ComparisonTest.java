package dev.perdure.samples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir Path folder;

  /** Writes one class file of a given text, or fails. */
  private final class Fake implements Compiler {
    private final String text;
    private final int exitCode;
    private double used = 100;

    Fake(String text, int exitCode) {
      this.text = text;
      this.exitCode = exitCode;
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Outcome compile(List<String> arguments) throws Exception {
      Path out = folder.resolve(arguments.get(arguments.indexOf("-d") + 1));
      Files.createDirectories(out);
      if (!text.isEmpty()) {
        Files.writeString(out.resolve("A.class"), text);
      }
      used += 8;
      return new Outcome(arguments, exitCode, "A.java:1: error\n", 5_000_000);
    }

    @Override
    public double cpuMillis() {
      return used;
    }

    @Override
    public long peakMemory() {
      return 7;
    }

    @Override
    public void close() {}
  }

  private DemoResult compare(Compiler cold, Compiler worker) throws Exception {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return new Comparison(folder, Path.of("lib.jar"), new Progress(out, false, 2))
        .run("lib", List.of("A.java", "B.java"), cold, worker);
  }

  @Test
  void equalClassFiles_areCounted() throws Exception {
    DemoResult result = compare(new Fake("x", 0), new Fake("x", 0));

    assertThat(result.classFiles()).isEqualTo(2);
    assertThat(result.worker().millis()).containsExactly(5.0, 5.0);
    assertThat(result.worker().cpuMillis()).containsExactly(8.0, 8.0);
    assertThat(result.cold().peakMemory()).isEqualTo(7);
  }

  @Test
  void differingClassFile_failsTheDemoWithItsAction() {
    assertThatThrownBy(() -> compare(new Fake("x", 0), new Fake("y", 0)))
        .isInstanceOf(DemoFailure.class)
        .hasMessageStartingWith("the class files of A.java are not equal: A.class");
  }

  @Test
  void noClassFile_failsTheDemo() {
    assertThatThrownBy(() -> compare(new Fake("", 0), new Fake("", 0)))
        .isInstanceOf(DemoFailure.class)
        .hasMessageStartingWith("no class files of A.java");
  }

  @Test
  void failedAction_isNamedWithArgumentsExitCodeAndOutput() {
    assertThatThrownBy(() -> compare(new Fake("x", 0), new Fake("x", 1)))
        .isInstanceOf(DemoFailure.class)
        .hasMessageContainingAll(
            "fake failed on A.java", "-d worker/001 src/A.java", "exit code: 1", "A.java:1: error");
  }

  @Test
  void sources_areUnpackedWithoutThoseThatDeclareNoType() throws Exception {
    Path jar = folder.resolve("sources.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("b/B.java", "a/A.java", "a/package-info.java", "a/x.txt")) {
        out.putNextEntry(new JarEntry(name));
      }
    }

    assertThat(SourceJar.unpack(jar, folder.resolve("src")))
        .containsExactly("a/A.java", "b/B.java");
    assertThat(folder.resolve("src/a/package-info.java")).exists();
    assertThat(folder.resolve("src/a/x.txt")).doesNotExist();
  }

  @Test
  void sourceThatLeavesItsFolder_isRefused() throws Exception {
    Path jar = folder.resolve("bad.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("../Evil.java"));
    }

    assertThatThrownBy(() -> SourceJar.unpack(jar, folder.resolve("src")))
        .isInstanceOf(DemoFailure.class);
  }
}
