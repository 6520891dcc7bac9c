package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jacoco.agent.rt.RT;
import org.jacoco.core.instr.Instrumenter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.ClassNode;

/** Coverage is measured by the JaCoCo that the toolchain names. */
class CoverageTest {
  private static final String PATHS = "bazel-out/bin/a-paths-for-coverage.txt";

  @TempDir Path root;

  @BeforeEach
  void write() throws Exception {
    try (Project project = new Project(root)) {
      project
          .write(
              "p/A.java", "package p; public class A implements Runnable { public void run() {} }")
          .write(PATHS, "p/A.java\n");
    }
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static String jacoco() {
    return Stream.of(Instrumenter.class, ClassReader.class, AnalyzerAdapter.class, ClassNode.class)
        .map(it -> jarOf(it).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Project project(String jacoco) {
    return new Project(root, new JavaBuilder(false, jacoco));
  }

  private static List<String> measured() {
    return Project.target("a", "--sources", "p/A.java", "--post_processor", "jacoco", PATHS);
  }

  @Test
  void jar_hasBothClasses_andThePathsOfTheSources() throws Exception {
    try (Project project = project(jacoco())) {
      project.succeed(Project.target("a", "--sources", "p/A.java"));
      byte[] plain = project.jar("out/a.jar").get("p/A.class");

      project.succeed(measured());

      Map<String, byte[]> jar = project.jar("out/a.jar");
      assertThat(jar.keySet())
          .containsExactly(
              "META-INF/",
              "META-INF/MANIFEST.MF",
              PATHS,
              "p/",
              "p/A.class",
              "p/A.class.uninstrumented");
      assertThat(jar.get("p/A.class.uninstrumented")).isEqualTo(plain);
      assertThat(jar.get("p/A.class")).isNotEqualTo(plain);
      assertThat(new String(jar.get(PATHS), UTF_8)).isEqualTo("p/A.java\n");
    }
  }

  @Test
  void measuredClass_tellsThatItHasRun() throws Exception {
    System.setProperty("jacoco-agent.output", "none");
    try (Project project = project(jacoco())) {
      project.succeed(measured());
    }
    URL[] jar = {root.resolve("out/a.jar").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, RT.class.getClassLoader())) {
      ((Runnable) loader.loadClass("p.A").getConstructor().newInstance()).run();
    }

    String executed = new String(RT.getAgent().getExecutionData(true), ISO_8859_1);
    assertThat(executed).contains("p/A");
  }

  @Test
  void toolchainWithoutJacoco_isToldHowToNameIt() throws Exception {
    try (Project project = project(null)) {
      WorkResponse response = project.build(measured());

      assertThat(response.exitCode()).isEqualTo(1);
      assertThat(response.output())
          .startsWith("error: to measure coverage, name the jar")
          .hasLineCount(1);
    }
  }

  @Test
  void jarThatIsMissingOrHasNoJacoco_isNamed() throws Exception {
    for (String other : List.of(jarOf(ClassReader.class).toString(), "no/such.jar")) {
      try (Project project = project(other)) {
        WorkResponse response = project.build(measured());

        assertThat(response.exitCode()).isEqualTo(1);
        assertThat(response.output())
            .startsWith("error: -Dperdure.jacoco: there is no JaCoCo")
            .contains(other)
            .hasLineCount(1);
      }
    }
  }
}
