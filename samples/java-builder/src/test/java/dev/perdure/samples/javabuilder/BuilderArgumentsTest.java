package dev.perdure.samples.javabuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuilderArgumentsTest {
  private static final List<String> LEAST = List.of("--output", "a.jar", "--target_label", "//a:a");

  private static BuilderArguments parse(String... more) throws BadArgumentsException {
    List<String> all = new ArrayList<>(LEAST);
    all.addAll(List.of(more));
    return BuilderArguments.parse(all);
  }

  @Test
  void options_haveTheArgumentsThatFollowThem() throws Exception {
    BuilderArguments arguments =
        parse(
            "--sources",
            "A.java",
            "B.java",
            "--compress_jar",
            "--sources",
            "C.java",
            "--javacopts",
            "--release",
            "17",
            "--",
            "--strict_java_deps",
            "WARN",
            "--strict_java_deps",
            "ERROR");

    assertThat(arguments.all(BuilderOption.SOURCES)).containsExactly("A.java", "B.java", "C.java");
    assertThat(arguments.has(BuilderOption.COMPRESS_JAR)).isTrue();
    assertThat(arguments.all(BuilderOption.JAVACOPTS)).containsExactly("--release", "17");
    assertThat(arguments.constant(BuilderOption.STRICT_JAVA_DEPS, StrictDeps.class, StrictDeps.OFF))
        .isEqualTo(StrictDeps.ERROR);
    assertThat(arguments.has(BuilderOption.CLASSPATH)).isFalse();
    assertThat(arguments.all(BuilderOption.CLASSPATH)).isEmpty();
  }

  @Test
  void labelOfAnotherRepository_losesTheSignThatBazelAdds() throws Exception {
    assertThat(parse("--target_label", "@@@other//a:b").label()).isEqualTo("@@other//a:b");
    assertThat(parse("--target_label", "//a:b").label()).isEqualTo("//a:b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--no_such_option|unknown option : '--no_such_option'",
        "stray|unknown option : 'stray'",
        "--system|--system: missing argument",
        "--javacopts -g|--javacopts should be terminated by `--`",
        "--target_label //a|--target_label must be a canonical label (containing a `:`)",
        "--processors a,b|processor argument may not contain commas: a,b",
        "--post_processor jacoco|--post_processor: expected jacoco and a file: [jacoco]",
        "--post_processor other x|--post_processor: expected jacoco and a file: [other, x]",
      })
  void badCommandLine_isRefusedInWords(String more, String message) {
    assertThatThrownBy(() -> parse(more.split(" ", -1)))
        .isInstanceOf(BadArgumentsException.class)
        .hasMessageContaining(message);
  }

  /** Bazel adds the filters of its instrumentation, which nobody reads. */
  @Test
  void someLists_endWithTwoDashesOnly() throws Exception {
    BuilderArguments arguments =
        parse(
            "--post_processor",
            "jacoco",
            "paths",
            "-*Test",
            "+p.*",
            "--direct_dependencies",
            "-a.jar",
            "--compress_jar");

    assertThat(arguments.all(BuilderOption.POST_PROCESSOR))
        .containsExactly("jacoco", "paths", "-*Test", "+p.*");
    assertThat(arguments.all(BuilderOption.DIRECT_DEPENDENCIES)).containsExactly("-a.jar");
    assertThat(arguments.has(BuilderOption.COMPRESS_JAR)).isTrue();
    assertThatThrownBy(() -> parse("--sources", "-a.java"))
        .hasMessage("unknown option : '-a.java'");
  }

  @Test
  void whatIsAlwaysThere_isAskedFor() {
    assertThatThrownBy(() -> BuilderArguments.parse(List.of("--output", "a.jar")))
        .hasMessage("--target_label is required");
    assertThatThrownBy(() -> BuilderArguments.parse(List.of("--target_label", "//a:a")))
        .hasMessage("--output is required");
  }

  @Test
  void constantThatIsNone_isRefusedWithThoseThatAre() throws Exception {
    BuilderArguments arguments = parse("--strict_java_deps", "MAYBE");

    assertThatThrownBy(
            () ->
                arguments.constant(
                    BuilderOption.STRICT_JAVA_DEPS, StrictDeps.class, StrictDeps.OFF))
        .hasMessage("--strict_java_deps: expected one of [OFF, WARN, ERROR]: MAYBE");
  }
}
