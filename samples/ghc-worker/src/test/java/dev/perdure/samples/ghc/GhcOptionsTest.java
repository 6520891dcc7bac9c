package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void memoryOfServers_isAsSaidOrGrowsWithTheJobs() {
    List<String> said = List.of("--server-memory=7", "--server-memory=300", "-c");

    assertThat(GhcOptions.serverMemory(said, 4)).isEqualTo(300L << 20);
    assertThat(GhcOptions.serverMemory(List.of("-c"), 4)).isEqualTo(6L << 30);
    assertThat(GhcOptions.parse(said).arguments()).containsExactly("-package-env", "-", "-c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "", "-1", "much", "1.5", "999999999"})
  void memoryThatIsNoNumber_isRefused(String number) {
    String option = "--server-memory=" + number;

    assertThatThrownBy(() -> GhcOptions.serverMemory(List.of(option), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--jobs=3", "-jsem,name", "-jsem name", "-jsemname"})
  void tokens_areTheWorkersMatter(String given) {
    List<String> all = List.of(("-package-env=x,--make," + given + ",A.hs,-j4").split(","));

    assertThat(GhcOptions.parse(all).arguments())
        .containsExactly("-package-env=x", "--make", "A.hs", "-j4");
  }
}
