package dev.perdure.samples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static String progress(boolean terminal, int total) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress progress = new Progress(new PrintStream(bytes, true, UTF_8), terminal, total);
    for (int i = 1; i <= total; i++) {
      progress.step(i * 1000, i * 100);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  void terminal_isRedrawnForEachAction() {
    assertThat(progress(true, 80).split("\r", -1)).hasSize(81);
    assertThat(progress(true, 80).chars().filter(it -> it == '\n')).hasSize(1);
  }

  @Test
  void file_getsALineNowAndThen() {
    assertThat(progress(false, 80)).doesNotContain("\r");
    assertThat(progress(false, 80).lines()).hasSize(8);
    assertThat(progress(false, 3).lines()).hasSize(3);
  }

  @Test
  void lastLine_isFull() {
    assertThat(progress(false, 81).lines())
        .last()
        .isEqualTo("  " + "█".repeat(30) + " 81/81  javac 81.0 s, worker 8.1 s");
  }
}
