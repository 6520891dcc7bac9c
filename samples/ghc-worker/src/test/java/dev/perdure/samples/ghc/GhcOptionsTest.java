package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GhcOptionsTest {
  @Test
  void optionsOfTheWorker_areNotTheCompilers() {
    GhcOptions options = GhcOptions.parse(List.of("--ghc=/a/ghc", "--server-cache=/b", "-c", "A"));

    assertThat(options.ghc()).isEqualTo("/a/ghc");
    assertThat(options.cache()).hasToString("/b");
    assertThat(options.arguments()).containsExactly("-package-env", "-", "-c", "A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--jobs=3", "-jsem,name", "-jsem name", "-jsemname"})
  void tokens_areTheWorkersMatter(String given) {
    List<String> all = List.of(("-package-env=x,--make," + given + ",A.hs,-j4").split(","));

    assertThat(GhcOptions.parse(all).arguments())
        .containsExactly("-package-env=x", "--make", "A.hs", "-j4");
  }
}
