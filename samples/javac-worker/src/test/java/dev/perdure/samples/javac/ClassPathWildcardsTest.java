package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars of a folder stand for it where the launcher of the javac command has it so. */
class ClassPathWildcardsTest {
  @TempDir Path root;

  private ClassPathWildcards wildcards;

  @BeforeEach
  void write() throws IOException {
    wildcards = new ClassPathWildcards(root::resolve);
    for (String file :
        List.of("lib/a.jar", "lib/B.JAR", "lib/c.Jar", "lib/.jar", "lib/d.zip", "here.jar")) {
      FileTree.write(root, file, "");
    }
    FileTree.write(root, "lib/odd:name.jar", "");
    Files.createDirectory(root.resolve("none"));
  }

  private String[] elements(String path) {
    return wildcards.expandPath(path).split(":", -1);
  }

  @Test
  void folder_isItsJars() {
    assertThat(elements("lib/*")).containsExactlyInAnyOrder("lib/a.jar", "lib/B.JAR");
    assertThat(elements("./lib/*")).containsExactlyInAnyOrder("./lib/a.jar", "./lib/B.JAR");
    assertThat(elements("*")).containsExactly("here.jar");
  }

  @Test
  void otherElements_keepTheirPlaces() {
    assertThat(elements("x:lib/*::*:")).startsWith("x").endsWith("", "here.jar", "").hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none/*", "nowhere/*", "lib*", "lib/a*", "lib/*.jar", "", "lib/", "**"})
  void whatStandsForNoJar_staysAsItIs(String path) {
    assertThat(wildcards.expandPath(path)).isEqualTo(path);
  }

  @Test
  void fileOfThatName_isMeant() throws IOException {
    FileTree.write(root, "lib/*", "");
    assertThat(wildcards.expandPath("lib/*")).isEqualTo("lib/*");
  }

  @Test
  void onlyClassPaths_areExpanded() {
    String others = " -sourcepath * -processorpath * -p * -d * * @* -A* -cp";
    String arguments = "-cp * -classpath * --class-path * --class-path=*" + others;
    String jars = "-cp here.jar -classpath here.jar --class-path here.jar --class-path=here.jar";
    assertThat(wildcards.expand(List.of(arguments.split(" "))))
        .containsExactly((jars + others).split(" "));
  }
}
