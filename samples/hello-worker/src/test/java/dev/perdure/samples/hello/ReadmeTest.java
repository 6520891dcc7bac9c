package dev.perdure.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's Java is this sample, to the letter, so that it compiles and works. */
class ReadmeTest {
  private static final Path SOURCES = Path.of("src");
  private static final String PACKAGE = "java/dev/perdure/samples/hello";

  @Test
  void tenLines_areTheSample() throws IOException {
    assertThat(code(SOURCES.resolve("main").resolve(PACKAGE).resolve("HelloWorker.java")))
        .containsSubsequence(block(0));
  }

  @Test
  void harnessTest_isTheSamplesTest() throws IOException {
    assertThat(code(SOURCES.resolve("test").resolve(PACKAGE).resolve("HelloWorkerTest.java")))
        .containsSubsequence(block(1));
  }

  /** The lines of the README's Java block of a number, from 0 on. */
  private static List<String> block(int number) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("../../README.md"))) {
      if (line.equals("```java")) {
        blocks.add(new ArrayList<>());
        inside = true;
      } else if (line.equals("```")) {
        inside = false;
      } else if (inside && !line.isBlank()) {
        blocks.get(blocks.size() - 1).add(line.strip());
      }
    }
    assertThat(blocks).hasSizeGreaterThan(number);
    return blocks.get(number);
  }

  private static List<String> code(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(String::strip).toList();
  }
}
