package dev.perdure.worker.testing.conformance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.ExecutionRoot;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  @Test
  void textAsAWordOfAShell_isQuoted() {
    ExecutionRoot root = new ExecutionRoot(Path.of("/nowhere"));
    Placeholders values = new Placeholders(Map.of("shell:text", Placeholders.shellWord("it's")));

    assertThat(values.fill("-X{shell:text}", root)).isEqualTo("-X'it'\\''s'");
  }
}
