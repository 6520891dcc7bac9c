package dev.perdure.worker.runtime.arguments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  /** Prints how many words there are, and each. */
  @SuppressWarnings("OrphanedFormatString") // It is the shell's.
  private static final String PRINT_WORDS =
      "p() { printf '%s\\0' $#; for a; do printf '%s\\0' \"$a\"; done; }\n";

  private static final int TEXTS = 3_000;
  private static final String PLAIN = "abcXYZ019_./:=,+@%-üß世";
  private static final String QUOTED = PLAIN + " \t\n#*?[]{}()<>|&;!~^";

  @Test
  void randomQuotings_areSplitAsByTheShell(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("perdure.seed", 20_261_121L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    StringBuilder script = new StringBuilder().append(PRINT_WORDS);
    for (int i = 0; i < TEXTS; i++) {
      Text text = Text.of(random);
      texts.add(text.ours.toString());
      script.append("p ").append(text.shells).append('\n');
    }
    List<List<String>> expected = run(script.toString(), directory);
    assertThat(expected).hasSize(TEXTS);
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.get(i);
      assertThat(ShellWords.split(text, "f"))
          .as("seed %s, text %s: <%s>", seed, i, text)
          .isEqualTo(expected.get(i));
    }
  }

  /** The words that {@code sh} makes of each line. */
  private static List<List<String>> run(String script, Path directory) throws Exception {
    File input = Files.writeString(directory.resolve("script"), script, UTF_8).toFile();
    Path output = directory.resolve("words");
    Process shell =
        new ProcessBuilder("sh", input.toString())
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("errors").toFile())
            .start();
    try {
      assertThat(shell.waitFor(60, TimeUnit.SECONDS)).as("sh ended").isTrue();
    } finally {
      shell.destroyForcibly();
    }
    assertThat(directory.resolve("errors")).isEmptyFile();
    List<String> fields = Arrays.asList(Files.readString(output, UTF_8).split("\0", -1));
    List<List<String>> lists = new ArrayList<>();
    for (int i = 0; i < fields.size() - 1; ) {
      int end = i + 1 + Integer.parseInt(fields.get(i));
      lists.add(fields.subList(i + 1, end));
      i = end;
    }
    return lists;
  }

  /** A text that quotes in all ways; the shell's version has no line feed that ends the command. */
  private static final class Text {
    private final StringBuilder ours = new StringBuilder();
    private final StringBuilder shells = new StringBuilder();
    private final SplittableRandom random;

    private Text(SplittableRandom random) {
      this.random = random;
    }

    static Text of(SplittableRandom random) {
      Text text = new Text(random);
      for (int pieces = random.nextInt(9); pieces > 0; pieces--) {
        text.piece();
      }
      return text;
    }

    private void piece() {
      switch (random.nextInt(6)) {
        case 0 -> both(some(PLAIN));
        case 1 -> both("'" + some(QUOTED + "\"\\$`") + "'");
        case 2 -> both("\"" + inDoubleQuotes() + "\"");
        case 3 -> both("\\" + one(QUOTED + "\"\\$`'"));
        case 4 -> both(" ".repeat(1 + random.nextInt(2)));
        default -> {
          ours.append(one(" \t\n"));
          shells.append(' ');
        }
      }
    }

    private String inDoubleQuotes() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(5); i > 0; i--) {
        text.append(random.nextBoolean() ? some(QUOTED + "'") : "\\" + one(QUOTED + "\"\\$`'"));
      }
      return text.toString();
    }

    private String some(String alphabet) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(one(alphabet));
      }
      return text.toString();
    }

    private char one(String alphabet) {
      return alphabet.charAt(random.nextInt(alphabet.length()));
    }

    private void both(String text) {
      ours.append(text);
      shells.append(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "a 'b", "a\"b", "'a'\"", "\"\\\"", "\"a\\"})
  void textThatEndsInAQuotation_isNone(String text) {
    assertThatThrownBy(() -> ShellWords.split(text, "f"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("flagfile f ends inside");
  }

  @Test
  void carriageReturn_separates() {
    assertThat(ShellWords.split("a\r\nb\r\n", "f")).containsExactly("a", "b");
  }

  @Test
  void backslashAtTheEnd_standsForItself() {
    assertThat(ShellWords.split("a\\", "f")).containsExactly("a\\");
  }

  @Test
  void expansionsAndComments_areText() {
    assertThat(ShellWords.split("$x `y` #z *", "f")).containsExactly("$x", "`y`", "#z", "*");
  }

  @Test
  void lineContinuationBetweenWords_isNoWord() {
    assertThat(ShellWords.split("a \\\n b \\\n", "f")).containsExactly("a", "b");
  }
}
