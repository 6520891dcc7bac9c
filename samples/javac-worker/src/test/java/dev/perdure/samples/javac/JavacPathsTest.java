package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavacPathsTest {
  private static List<String> relocate(String... arguments) {
    return JavacPaths.relocate(List.of(arguments), new RecordedContext(Path.of("box"), List.of()));
  }

  @Test
  void pathLists_areRelocatedElementByElement() {
    assertThat(relocate("-classpath", "a.jar:lib/*::b"))
        .last()
        .isEqualTo("box/a.jar:box/lib/*:box:box/b");
    assertThat(relocate("--class-path=a:b")).contains("--class-path=box/a:box/b");
    assertThat(relocate("-p", "mods")).containsExactly("-p", "box/mods");
    assertThat(relocate("-Xbootclasspath/a:x:y")).containsExactly("-Xbootclasspath/a:box/x:box/y");
  }

  @Test
  void modulePaths_keepTheirModule() {
    assertThat(relocate("--patch-module", "m=x:y"))
        .containsExactly("--patch-module", "m=box/x:box/y");
    assertThat(relocate("--module-source-path=m=src"))
        .containsExactly("--module-source-path=m=box/src");
  }

  @Test
  void otherValues_stayAsTheyAre() {
    String[] arguments = {
      "-encoding", "UTF-8", "-Afile=a.java", "-processor", "x.java", "--release", "17", "-Xlint:all"
    };
    assertThat(relocate(arguments)).containsExactly(arguments);
  }

  @Test
  void sourcesAndArgumentFiles_areRelocated() {
    assertThat(relocate("-d", "out", "a/B.java", "@list", "@@list", "Name"))
        .containsExactly("-d", "box/out", "box/a/B.java", "@box/list", "@@list", "Name");
  }
}
