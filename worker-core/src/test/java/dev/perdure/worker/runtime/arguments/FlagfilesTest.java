package dev.perdure.worker.runtime.arguments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagfilesTest {
  @TempDir Path executionRoot;

  private List<String> expand(String... arguments) {
    return Flagfiles.ofCommandLine(executionRoot, false).expand(List.of(arguments));
  }

  private List<String> expandShell(String... arguments) {
    return Flagfiles.ofCommandLine(executionRoot, true).expand(List.of(arguments));
  }

  private void file(String name, String text) throws IOException {
    Path file = executionRoot.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }

  @Test
  void noFlagfile_keepsTheArguments() {
    assertThat(expand("a", "", "-x=@b", "b@c")).containsExactly("a", "", "-x=@b", "b@c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@f", "-flagfile=f", "--flagfile=f"})
  void flagfile_isReplacedInItsPlace(String argument) throws IOException {
    file("f", "1\n2\n");
    assertThat(expand("a", argument, "b")).containsExactly("a", "1", "2", "b");
  }

  @Test
  void flagfile_isRelativeToTheExecutionRootAlsoWhenIncluded() throws IOException {
    file("sub/outer", "@sub/inner\n");
    file("sub/inner", "x");
    assertThat(expand("@sub/outer")).containsExactly("x");
  }

  @Test
  void flagfile_namedByAnAbsolutePath_isRead() throws IOException {
    file("f", "x");
    assertThat(expand("@" + executionRoot.resolve("f"))).containsExactly("x");
  }

  @Test
  void inclusion_isRecursiveByEachSpelling() throws IOException {
    file("a", "1\n@b\n5");
    file("b", "2\n--flagfile=c\n4\n");
    file("c", "3\n");
    assertThat(expand("@a")).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void sameFileTwice_isNoCycle() throws IOException {
    file("a", "@b\n@b");
    file("b", "x");
    assertThat(expand("@a", "@b")).containsExactly("x", "x", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@self", "@./self", "@sub/../self", "-flagfile=self"})
  void cycle_isRefusedByName(String spelling) throws IOException {
    file("sub/x", "");
    file("self", "a\n" + spelling);
    assertThatThrownBy(() -> expand("@self"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageMatching("flagfile .*self includes itself \\[flagfile-cycle\\]");
  }

  @Test
  void cycle_throughAnotherFile_isRefused() throws IOException {
    file("a", "@b");
    file("b", "@a");
    assertThatThrownBy(() -> expand("@b"))
        .hasMessage("flagfile b includes itself [flagfile-cycle]");
  }

  @Test
  void escape_losesOneSign() throws IOException {
    file("f", "@@in\n");
    assertThat(expand("@@x", "@f", "@@@y", "@@")).containsExactly("@x", "@in", "@@y", "@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@repo//x:y", "@@repo//x", "@@repo~1.0//:all", "@//x", "@", ""})
  void label_isKept(String label) throws IOException {
    file("f", label + "\n");
    assertThat(expand(label)).containsExactly(label);
    assertThat(expand("@f")).containsExactly(label);
  }

  @Test
  void lines_endByLineFeedOrBoth_andMayBeEmpty() throws IOException {
    file("f", "\na \r\n\r\n\n b\rc\nlast");
    assertThat(expand("@f")).containsExactly("", "a ", "", "", " b\rc", "last");
  }

  @Test
  void emptyFile_holdsNoArgument() throws IOException {
    file("f", "");
    assertThat(expand("@f")).isEmpty();
  }

  @Test
  void finalLineFeed_isNoArgument() throws IOException {
    file("one", "a\n");
    file("two", "a\n\n");
    assertThat(expand("@one")).containsExactly("a");
    assertThat(expand("@two")).containsExactly("a", "");
  }

  @Test
  void nonAsciiText_isReadAsUtf8() throws IOException {
    file("f", "Grün\n世界\n😀");
    assertThat(expand("@f")).containsExactly("Grün", "世界", "😀");
  }

  @Test
  void bytesThatAreNoUtf8_areRefused() throws IOException {
    Files.write(executionRoot.resolve("f"), new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> expand("@f"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("flagfile f can't be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@missing", "--flagfile=missing", "-flagfile=missing"})
  void missingFile_isRefusedByName(String argument) {
    assertThatThrownBy(() -> expand(argument))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("flagfile missing can't be read: ")
        .hasMessageEndingWith("[flagfile-unreadable]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@sub", "--flagfile=", "@a\0b"})
  void nameOfNoFile_isRefused(String argument) throws IOException {
    file("sub/x", "");
    assertThatThrownBy(() -> expand(argument)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void shellFormat_splitsAndUnquotes() throws IOException {
    file("f", "a 'b c'\n\"d $ e\"  f\\ g '' '@x y'\n");
    file("x y", "'in x'");
    assertThat(expandShell("@f")).containsExactly("a", "b c", "d $ e", "f g", "", "in x");
  }

  @Test
  void shellFormat_leavesTheCommandLineAlone() {
    assertThat(expandShell("a 'b", "\\")).containsExactly("a 'b", "\\");
  }

  @Test
  void shellFormat_openQuote_isRefused() throws IOException {
    file("f", "a 'b\n");
    assertThatThrownBy(() -> expandShell("@f"))
        .hasMessage("flagfile f ends inside a quoted argument [flagfile-quote]");
  }

  private List<String> expandLeft(String... arguments) {
    WorkRequest request =
        WorkRequest.of(0, List.of(arguments)).withSandboxDir(executionRoot.toString());
    return Arguments.plain().of(request);
  }

  @Test
  void leftInARequest_isReplacedRecursivelyInItsPlace() throws IOException {
    file("args.params", "1\n@sub/more\n\n@@4\n");
    file("sub/more", "2\n@repo//x:y\n");
    assertThat(expandLeft("a", "@args.params", "b"))
        .containsExactly("a", "1", "2", "@repo//x:y", "", "@4", "b");
  }

  @Test
  void leftInARequest_isReadWhereTheRequestsFilesAre() throws IOException {
    file("args.params", "x");
    WorkRequest request = WorkRequest.of(0, List.of("@" + executionRoot.resolve("args.params")));
    assertThat(Arguments.plain().of(request)).containsExactly("x");
  }

  @Test
  void leftInARequest_ofShellFormat_isSplitAndUnquoted() throws IOException {
    file("args.params", "'a b' c\n@d\n");
    file("d", "'@@e' f");
    WorkRequest request =
        WorkRequest.of(0, List.of("@args.params")).withSandboxDir(executionRoot.toString());
    assertThat(new Arguments(List.of("s"), List.of(), FlagfileFormat.SHELL).of(request))
        .containsExactly("s", "a b", "c", "@e", "f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@missing", "@sub", "@../outside", "@a\0b", "@", "--flagfile=f", "-flagfile=f"})
  void leftInARequest_whatIsNoFileOfIt_isAnArgument(String argument) throws IOException {
    file("sub/x", "");
    file("f", "x");
    Path outside = executionRoot.resolveSibling("outside");
    Files.writeString(outside, "secret");
    try {
      assertThat(expandLeft(argument)).containsExactly(argument);
      assertThat(expandLeft("@" + outside)).containsExactly("@" + outside);
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void ofTheTool_areLeftToIt() throws IOException {
    file("f", "x");
    WorkRequest request =
        WorkRequest.of(0, List.of("@f", "@@y")).withSandboxDir(executionRoot.toString());
    assertThat(new Arguments(List.of("s"), List.of(), FlagfileFormat.TOOL).of(request))
        .containsExactly("s", "@f", "@y");
  }

  @Test
  void leftInARequest_thatIncludesItself_isRefused() throws IOException {
    file("a", "@b");
    file("b", "@a");
    assertThatThrownBy(() -> expandLeft("@a"))
        .hasMessage("flagfile a includes itself [flagfile-cycle]");
  }

  @Test
  void inclusionsThatMultiply_areRefused() throws IOException {
    for (int i = 0; i < 40; i++) {
      file("f" + i, ("@f" + (i + 1) + "\n").repeat(2));
    }
    file("f40", "");
    assertThatThrownBy(() -> expandLeft("@f0"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageEndingWith("flagfiles hold more than 268435456 bytes [flagfile-too-large]");
  }
}
