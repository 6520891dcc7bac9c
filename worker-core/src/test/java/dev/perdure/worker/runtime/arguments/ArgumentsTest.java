package dev.perdure.worker.runtime.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final Arguments SHELL = new Arguments(List.of(), List.of(), FlagfileFormat.SHELL);

  private static WorkRequest request(String... arguments) {
    return WorkRequest.of(3, List.of(arguments));
  }

  @Test
  void plain_areTheRequestsOwn() {
    WorkRequest request = request("a", "", "b c");
    assertThat(Arguments.plain().of(request)).isSameAs(request.arguments());
  }

  @Test
  void startupArguments_comeFirst() {
    Arguments arguments = new Arguments(List.of("s", "t"), List.of(), null);
    assertThat(arguments.of(request("a"))).containsExactly("s", "t", "a");
    assertThat(arguments.of(request())).containsExactly("s", "t");
  }

  @Test
  void effectiveArguments_canNotBeChanged() {
    List<String> effective = Arguments.plain().of(request("a", "@@b"));
    assertThatThrownBy(() -> effective.add("c")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatNamesNoFile_isAnArgument() {
    // Bazel expands what it can (F6); others leave the names of files, see FlagfilesTest.
    assertThat(Arguments.plain().of(request("@x", "--flagfile=y")))
        .containsExactly("@x", "--flagfile=y");
  }

  @ParameterizedTest
  @CsvSource({
    "@@x, @x",
    "@@, @",
    "@@@x, @@x",
    "@x, @x",
    "@@repo//x:y, @@repo//x:y",
    "@repo//x, @repo//x",
    "@@a/b//c, @a/b//c",
    "x@@y, x@@y"
  })
  void escape_isUndone(String sent, String effective) {
    assertThat(Arguments.plain().of(request("-", sent))).containsExactly("-", effective);
  }

  @Test
  void shellFormat_joinsTheClientsLinesAndSplitsThemAsAShell() {
    assertThat(SHELL.of(request("'a", "", "b' c", "@@d"))).containsExactly("a\n\nb", "c", "@d");
  }

  @Test
  void shellFormat_openQuote_namesTheRequest() {
    assertThatThrownBy(() -> SHELL.of(request("'a")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("flagfile of request 3 ends inside a quoted argument [flagfile-quote]");
  }
}
