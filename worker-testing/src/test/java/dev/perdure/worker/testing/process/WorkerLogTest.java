package dev.perdure.worker.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WorkerLogTest {
  private final WorkerLog log = new WorkerLog();

  @Test
  void littleText_isAllThere() {
    write("a\n");
    log.write('b');

    assertThat(log.text()).isEqualTo("a\nb");
    assertThat(log.tail()).isEqualTo("a\nb");
  }

  @Test
  void muchText_losesItsBeginning() {
    String line = "0123456789\n";
    for (int i = 0; i < 200_000; i++) {
      write(line);
    }
    write("end");

    assertThat(log.text())
        .startsWith(
            "[" + (200_000 * line.length() + 3 - WorkerLog.KEPT_BYTES) + " bytes left out]\n")
        .endsWith(line + line + "end");
    assertThat(log.tail()).endsWith(line + "end").hasSizeBetween(4096, 4200);
  }

  @Test
  void oneLargeWrite_keepsItsEnd() {
    write("x".repeat(3) + "y".repeat(WorkerLog.KEPT_BYTES));

    assertThat(log.text()).isEqualTo("[3 bytes left out]\n" + "y".repeat(WorkerLog.KEPT_BYTES));
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, 0, bytes.length);
  }
}
