package dev.perdure.samples.scalac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site shows as a worker of lucidsoftware/rules_scala compiles against its interface. */
class BeforeMigrationTest {
  private static final Path BEFORE = Path.of("..", "guide", "src", "before");

  private static String jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  @Test
  void workerOfLucidsoftwaresRules_compiles(@TempDir Path directory) throws Exception {
    FakeContext request =
        new FakeContext(
            List.of(
                "-Werror",
                "-classpath",
                jarOf(scala.runtime.LazyVals.class) + ":" + jarOf(scala.Predef.class),
                "-d",
                directory.toString(),
                BEFORE.resolve("draft.scala").toString(),
                BEFORE.resolve("api/WorkerMain.scala").toString()),
            List.of());

    assertThat(request.workIn(new ScalacHandler())).as(request.printed()).isZero();
    assertThat(directory.resolve("Draft.class")).exists();
  }
}
