package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.conformance.Capability;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's Java is in sources that are compiled, and its JSON is a worker's file. */
class ReadmeTest {
  private static final Path TESTS = Path.of("src/test/java/dev/perdure/worker/testing");

  @TempDir Path directory;

  @Test
  void firstExample_isATestThatRuns() throws IOException {
    assertThat(words(TESTS.resolve("UpperCaseTest.java"))).contains(words(blocks("java").get(0)));
  }

  @Test
  void otherExample_compiles() throws IOException {
    List<String> examples = blocks("java");
    String snippets = words(TESTS.resolve("ReadmeSnippets.java"));

    assertThat(examples).hasSize(2);
    assertThat(snippets).contains(words(examples.get(1)));
  }

  @Test
  void workersFile_isRead() throws IOException {
    Path file = directory.resolve("worker.json");
    Files.writeString(file, blocks("json").get(0));

    WorkerUnderTest worker = WorkerUnderTest.read(file);

    assertThat(worker.name()).isEqualTo("hello");
    assertThat(worker.supports(Capability.SANDBOX)).isTrue();
  }

  /** The blocks of a language, in their order. */
  private static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.equals("```" + language)) {
        block = new StringBuilder();
      } else if (line.equals("```") && block != null) {
        blocks.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  private static String words(Path source) throws IOException {
    return words(Files.readString(source));
  }

  /** Where lines are broken is the formatter's business. */
  private static String words(String code) {
    return code.replaceAll("\\s", "");
  }
}
