package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GhcInfoTest {
  @Test
  void pairs_areReadAsHaskellShowsThem() throws Exception {
    GhcInfo info =
        GhcInfo.parse(
            "ghc",
            "[(\"Project name\",\"a \\\"b\\\" \\\\c\")\n ,(\"LibDir\",\"/usr/lib/ghc\")\n ]\n");

    assertThat(info.get("Project name")).isEqualTo("a \"b\" \\c");
    assertThat(info.get("LibDir")).isEqualTo("/usr/lib/ghc");
  }

  @Test
  void missingKey_isNamedWithTheProgram() {
    assertThatThrownBy(() -> GhcInfo.parse("/usr/bin/true", "").get("LibDir"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/usr/bin/true")
        .hasMessageContaining("LibDir");
  }
}
