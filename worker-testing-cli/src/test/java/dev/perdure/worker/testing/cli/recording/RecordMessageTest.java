package dev.perdure.worker.testing.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordMessageTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/perdure/worker/testing/cli");

  @Test
  void everyMessage_isUsed() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      String code =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("RecordMessage.java"))
              .map(RecordMessageTest::read)
              .collect(Collectors.joining());
      assertThat(Arrays.stream(RecordMessage.values()).map(RecordMessage::name))
          .allMatch(name -> code.contains("RecordMessage." + name));
    }
  }

  @Test
  void text_fillsInItsPartsInOrderAndEndsWithTheId() {
    assertThat(RecordMessage.RECORDING_VERSION.text("a%b", 3, 1))
        .isEqualTo(
            "a%b is of version 3, and this program reads up to version 1 [recording-version]");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
