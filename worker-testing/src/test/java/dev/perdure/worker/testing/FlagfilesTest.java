package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagfilesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "@a.txt, true",
    "-flagfile=a.txt, true",
    "--flagfile=a.txt, true",
    "@@a.txt, false",
    "@repo//x:y, false",
    "@, false",
    "a@b, false",
    "--flagfiles=a, false"
  })
  void argument_isAFlagfileOrStartsTheWorker(String argument, boolean isFlagfile) {
    assertThat(Flagfiles.isFlagfile(argument)).isEqualTo(isFlagfile);
  }

  @Test
  void expansion_isRecursiveKeepsEmptyLinesAndUnquotesNothing() throws IOException {
    write("a.txt", "x\n\n@b.txt\n'y z'\n@@c\n@repo//x:y\n");
    write("b.txt", "Grün\n--flagfile=d");

    assertThat(Flagfiles.expand(List.of("@a.txt", "--flagfile=e"), new ExecutionRoot(directory)))
        .containsExactly(
            "x", "", "Grün", "--flagfile=d", "'y z'", "@@c", "@repo//x:y", "--flagfile=e");
  }

  @Test
  void fileThatIncludesItself_isRefused() throws IOException {
    write("a.txt", "@b.txt");
    write("b.txt", "@a.txt");

    assertThatThrownBy(() -> Flagfiles.expand(List.of("@a.txt"), new ExecutionRoot(directory)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flagfile includes itself: a.txt");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
