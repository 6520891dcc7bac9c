package dev.perdure.worker.cache.remote.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteMessageTest {
  @Test
  void ids_areKebabCase() {
    assertThat(Arrays.stream(RemoteMessage.values()).map(RemoteMessage::id))
        .allMatch(id -> id.matches("remote(-[a-z]+)+"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void message_isUsed(RemoteMessage message) throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(Files::isRegularFile).map(RemoteMessageTest::read))
          .anyMatch(code -> code.contains("RemoteMessage." + message.name() + ".text("));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
