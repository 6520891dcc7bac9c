package dev.perdure.samples.javabuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavacOptionsTest {
  private static String sorted(String given) throws BadArgumentsException {
    return String.join(" ", JavacOptions.of(List.of(given.split(" ", -1))).javac());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-source 8 -g -target 8|-implicit:none -g -source 8 -target 8",
        "-source 8 -target 8 --release 17|-implicit:none --release 17",
        "--release=17 -source 11|-implicit:none -source 11",
        "-Xlint:all -Xlint:none|-implicit:none -Xlint:none",
        "-Xlint:none -Xlint:rawtypes,cast|-implicit:none -Xlint:rawtypes,cast",
        "-Xlint:all -Xlint:-rawtypes,-cast|-implicit:none -Xlint:all -Xlint:-rawtypes,-cast",
        "-Xlint:rawtypes -Xlint|-implicit:none -Xlint",
        "-Xlint:rawtypes -nowarn|-implicit:none -Xlint:none",
        "-parameters -XDnoparameters|-implicit:none",
        "-XDnoparameters -parameters|-implicit:none -parameters",
        "-J-Xmx1g -Xep:Foo:OFF -Werror:rawtypes|-implicit:none",
        "-implicit:class|-implicit:none -implicit:class",
        "-Xep:A:OFF -Xplugin:ErrorProne -XepB|-implicit:none -Xplugin:ErrorProne -Xep:A:OFF -XepB",
        "-Xplugin:Other -Xep:A:OFF|-implicit:none -Xplugin:Other",
      })
  void options_areSortedSoThatTheLastOneWins(String given, String expected) throws Exception {
    assertThat(sorted(given)).isEqualTo(expected);
  }

  @Test
  void release_isKnown() throws Exception {
    assertThat(JavacOptions.of(List.of("--release", "11")).release()).isTrue();
    assertThat(JavacOptions.of(List.of("-source", "11")).release()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-processor|Using -processor in javacopts is no longer supported",
        "-processorpath|Using -processorpath in javacopts is no longer supported",
        "--release|--release: missing argument",
        "-source|-source: missing argument",
      })
  void optionThatCanNotBe_isRefused(String option, String message) {
    assertThatThrownBy(() -> sorted(option))
        .isInstanceOf(BadArgumentsException.class)
        .hasMessageStartingWith(message);
  }
}
