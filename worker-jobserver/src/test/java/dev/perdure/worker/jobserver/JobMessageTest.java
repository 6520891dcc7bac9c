package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobMessageTest {
  @ParameterizedTest
  @EnumSource
  void message_isUsedAndEndsWithItsId(JobMessage message) throws IOException {
    assertThat(sources()).anyMatch(code -> code.contains("JobMessage." + message + ".text("));
    assertThat(message.id()).matches("[a-z]+(-[a-z]+)*");
    // More parts than any message has; those that are left over are not said.
    Object[] parts = new Object[9];
    Arrays.fill(parts, "part");
    assertThat(message.text(parts)).doesNotContain("%").endsWith(" [" + message.id() + "]");
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files.filter(Files::isRegularFile).map(JobMessageTest::read).toList();
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
