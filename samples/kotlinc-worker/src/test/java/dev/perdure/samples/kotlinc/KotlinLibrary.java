package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A jar on the class path, whose Kotlin source a test edits. */
final class KotlinLibrary {
  private final Path directory;
  private final String stdlib;
  private final KotlincHandler handler;

  KotlinLibrary(Path directory, String stdlib) {
    this.directory = directory;
    this.stdlib = stdlib;
    this.handler = new KotlincHandler(new IncrementalCompiler(directory.resolve("no-states")));
  }

  /** Writes the jar with a change of the kind that its name tells. */
  void write(Path jar, String change) throws Exception {
    Path source = Files.createDirectories(directory.resolve("library")).resolve("Library.kt");
    Files.writeString(
        source,
        "package lib\n"
            + (change.equals("line") ? "\n" : "")
            + (change.equals("deprecated")
                ? "@Suppress(\"a\") @Deprecated(\"old\")"
                : "@Suppress(\"a\")")
            + " fun number() = "
            + (change.equals("result") ? "1L" : "other()")
            + "\ninternal fun other() = "
            + (change.startsWith("body") ? change.length() + change.hashCode() % 10 : 1)
            + "\nconst val LIMIT = "
            + (change.equals("constant") ? 2 : 1)
            + "\ninline fun inlined(action: () -> Int) = action() + "
            + (change.equals("inline") ? 2 : 1)
            + "\ninline fun runner(crossinline action: () -> Unit) ="
            + " object : Runnable { override fun run() { println("
            + (change.equals("object") ? 2 : 1)
            + "); action() } }\n");
    FakeContext request =
        new FakeContext(
            List.of(
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                stdlib,
                "-d",
                jar.toString(),
                source.toString()),
            List.of());
    assertThat(request.workIn(handler)).as(request.printed()).isZero();
  }
}
