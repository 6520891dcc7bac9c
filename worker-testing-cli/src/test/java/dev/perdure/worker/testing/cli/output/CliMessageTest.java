package dev.perdure.worker.testing.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CliMessageTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/perdure/worker/testing/cli");

  @Test
  void everyMessage_isUsed() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      String code =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(CliMessageTest::read)
              .collect(Collectors.joining());
      assertThat(Arrays.stream(CliMessage.values()).map(CliMessage::name))
          .allMatch(name -> code.contains("CliMessage." + name));
    }
  }

  @Test
  void text_fillsInItsPartsInOrderAndEndsWithTheId() {
    assertThat(CliMessage.FILE_UNREADABLE.text("a%b", "because"))
        .isEqualTo("a%b can't be read: because [file-unreadable]");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
