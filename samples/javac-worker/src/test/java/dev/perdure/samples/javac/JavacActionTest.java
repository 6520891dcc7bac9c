package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.cache.remote.Action;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavacActionTest {
  private static Action declare(String arguments) {
    return JavacAction.of(new RecordedContext(Path.of(""), List.of(arguments.split(" ", -1))));
  }

  @Test
  void sourcesAndPaths_areRead() {
    Action action = declare("-cp a.jar::lib/* --source-path=src -p mods -d out a/B.java c.txt");

    assertThat(action.reads()).containsExactly("a.jar", ".", "lib/.", "src", "mods", "a/B.java");
    assertThat(action.directories()).containsExactly("out");
    assertThat(action.files()).isEmpty();
  }

  @Test
  void jarAndFolders_areWritten() {
    Action action = declare("--output-jar=b.jar -s gen -h native -cp a.jar B.java");

    assertThat(action.files()).containsExactly("b.jar");
    assertThat(action.directories()).containsExactly("gen", "native");
    assertThat(action.obstacle()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-cp a.jar B.java",
        "-d out B.java",
        "-d out -cp a.jar @list",
        "-d out -cp a.jar --patch-module m=x B.java",
        "-d out -cp a.jar --module-source-path=src B.java",
        "-d out -cp a.jar -Xplugin:x B.java",
        "-d out -cp a.jar -Xstdout log.txt B.java",
        "--output-jar -cp a.jar B.java"
      })
  void whatArgumentsDoNotTell_isNotKept(String arguments) {
    assertThat(declare(arguments).obstacle()).isNotEmpty();
  }

  @Test
  void sandboxedDefaultClassPath_isTheSandbox() {
    List<String> arguments = List.of("-d", "out", "B.java");
    Action action = JavacAction.of(new RecordedContext(Path.of("box"), arguments));

    assertThat(action.obstacle()).isEqualTo("");
    assertThat(action.reads()).containsExactly("B.java", ".");
  }
}
