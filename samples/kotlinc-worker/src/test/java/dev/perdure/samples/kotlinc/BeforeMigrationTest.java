package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kotlin.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site shows as a worker of rules_kotlin compiles against its interface. */
class BeforeMigrationTest {
  private static final Path BEFORE = Path.of("..", "guide", "src", "before");

  @Test
  void workerOfRulesKotlin_compiles(@TempDir Path directory) throws Exception {
    Path stdlib = Path.of(Unit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    FakeContext request =
        new FakeContext(
            List.of(
                "-no-stdlib",
                "-no-reflect",
                "-Werror",
                "-cp",
                stdlib.toString(),
                "-d",
                directory.resolve("out").toString(),
                BEFORE.resolve("draft.kt").toString(),
                BEFORE.resolve("api/Worker.kt").toString()),
            List.of());
    KotlincHandler handler =
        new KotlincHandler(new IncrementalCompiler(directory.resolve("no-states")));

    assertThat(request.workIn(handler)).as(request.printed()).isZero();
    assertThat(directory.resolve("out/DraftKt.class")).exists();
  }
}
