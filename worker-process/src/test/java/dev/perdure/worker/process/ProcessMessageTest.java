package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessMessageTest {
  @Test
  void text_fillsInItsPartsAndEndsWithTheId() {
    assertThat(ProcessMessage.PROCESS_NOT_STARTED.text("a%b", null))
        .isEqualTo("a%b can't be started: null [process-not-started]");
  }

  @Test
  void everyMessage_isUsed() throws IOException {
    String code;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      code =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("ProcessMessage.java"))
              .map(ProcessMessageTest::read)
              .collect(Collectors.joining());
    }
    assertThat(Arrays.stream(ProcessMessage.values()).map(ProcessMessage::name))
        .allMatch(name -> code.contains("ProcessMessage." + name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
