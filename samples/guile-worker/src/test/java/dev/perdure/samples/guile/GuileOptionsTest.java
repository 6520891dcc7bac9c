package dev.perdure.samples.guile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuileOptionsTest {
  @Test
  void argumentsOfTheCommand_keepTheirOrder() {
    GuileOptions options = GuileOptions.parse(List.of("-O1", "--output=a.go", "-L", "x", "a.scm"));

    assertThat(options.arguments()).containsExactly("-O1", "--output=a.go", "-L", "x", "a.scm");
    assertThat(options.guild()).isEqualTo("guild");
    assertThat(options.guile()).isEmpty();
  }

  @Test
  void compiledPaths_areJoined() {
    assertThat(
            GuileOptions.parse(List.of("--load-compiled-path=a", "--load-compiled-path=b"))
                .compiledPath())
        .isEqualTo("a:b");
  }

  @Test
  void relativePrograms_areThoseOfTheWorkersDirectory() {
    GuileOptions options = GuileOptions.parse(List.of("--guile=x/guile", "--guild=/y/guild"));

    assertThat(options.guile()).startsWith("/").endsWith("/x/guile");
    assertThat(options.guild()).isEqualTo("/y/guild");
  }
}
