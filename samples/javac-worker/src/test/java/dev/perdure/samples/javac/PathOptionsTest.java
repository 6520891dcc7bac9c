package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.javac.main.Option;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of the JDK that runs the tests is known, so that no path is left as it is. */
class PathOptionsTest {
  /** Options with a value that is no path; by name, since not every JDK has them all. */
  private static final Set<String> WITHOUT_PATH =
      Set.of(
          "G_CUSTOM",
          "XLINT_CUSTOM",
          "XDOCLINT_CUSTOM",
          "XDOCLINT_PACKAGE",
          "PROC",
          "PROCESSOR",
          "IMPLICIT",
          "ENCODING",
          "SOURCE",
          "TARGET",
          "RELEASE",
          "PROFILE",
          "A",
          "DEFAULT_MODULE_FOR_CREATED_FILES",
          "J",
          "XMAXERRS",
          "XMAXWARNS",
          "XPREFER",
          "XPKGINFO",
          "PLUGIN",
          "XDIAGS",
          "DEBUG",
          "SHOULDSTOP",
          "DIAGS",
          "ADD_EXPORTS",
          "ADD_OPENS",
          "ADD_READS",
          "MODULE",
          "ADD_MODULES",
          "LIMIT_MODULES",
          "MODULE_VERSION",
          "MULTIRELEASE");

  private static Set<Option> withPath() {
    Set<Option> all = EnumSet.copyOf(PathOptions.READ);
    for (Set<Option> more :
        List.of(
            PathOptions.FOLDERS, PathOptions.WRITTEN, PathOptions.OF_MODULES, PathOptions.OTHER)) {
      assertThat(all).doesNotContainAnyElementsOf(more);
      all.addAll(more);
    }
    return all;
  }

  @Test
  void everyOptionWithAValue_isKnown() {
    // An argument file is not an option of the compiler but of its command.
    List<String> unknown =
        Arrays.stream(Option.values())
            .filter(it -> it.getArgKind() != Option.ArgKind.NONE && it != Option.AT)
            .filter(it -> !withPath().contains(it) && !WITHOUT_PATH.contains(it.name()))
            .map(Option::name)
            .toList();

    assertThat(unknown).as("does its value hold a path?").isEmpty();
  }

  private static Stream<String> namesWithPath() {
    Stream<String> others =
        Stream.of("-cp", "-classpath", "-sourcepath", "-p", "-processorpath", "-bootclasspath");
    return Stream.concat(withPath().stream().map(Option::getPrimaryName), others);
  }

  @ParameterizedTest
  @MethodSource("namesWithPath")
  void pathOfEveryName_isRelocated(String name) {
    String value = name.equals("--patch-module") ? "m=x" : "x";
    String moved = value.replace("x", "box/x");

    if (name.endsWith(":") || name.endsWith("=")) {
      assertThat(relocate(name + value)).containsExactly(name + moved);
    } else {
      assertThat(relocate(name, value)).containsExactly(name, moved);
      if (name.startsWith("--")) {
        assertThat(relocate(name + "=" + value)).containsExactly(name + "=" + moved);
      }
    }
  }

  private static List<String> relocate(String... arguments) {
    return JavacPaths.relocate(List.of(arguments), new RecordedContext(Path.of("box"), List.of()));
  }
}
