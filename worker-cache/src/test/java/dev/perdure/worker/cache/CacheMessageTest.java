package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CacheMessageTest {
  @Test
  void ids_areKebabCaseAndOfThisModule() {
    assertThat(Arrays.stream(CacheMessage.values()).map(CacheMessage::id))
        .allMatch(id -> id.matches("cache(-[a-z]+)+"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyMessage_isUsed() throws IOException {
    String code;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      code =
          files
              .filter(it -> it.toString().endsWith(".java"))
              .map(CacheMessageTest::read)
              .collect(Collectors.joining());
    }

    assertThat(CacheMessage.values())
        .allSatisfy(it -> assertThat(code).contains("CacheMessage." + it.name() + ".text("));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
