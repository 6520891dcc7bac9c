package dev.perdure.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site shows as a worker of bazel-contrib/rules_scala compiles against its interface. */
class BeforeMigrationTest {
  @Test
  void workerOfRulesScala_compiles(@TempDir Path output) throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter printed = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean compiled =
          javac
              .getTask(
                  printed,
                  files,
                  null,
                  List.of("-d", output.toString(), "-Xlint:all", "-Werror"),
                  null,
                  files.getJavaFileObjects(
                      Path.of("src/before/Draft.java"), Path.of("src/before/api/Worker.java")))
              .call();
      assertThat(compiled).as(printed.toString()).isTrue();
    }
    assertThat(output.resolve("migration/Draft.class")).exists();
  }
}
