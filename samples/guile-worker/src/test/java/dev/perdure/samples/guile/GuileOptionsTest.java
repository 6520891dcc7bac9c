package dev.perdure.samples.guile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuileOptionsTest {
  @Test
  void argumentsOfTheCommand_keepTheirOrder() {
    GuileOptions options =
        GuileOptions.parse(List.of("--strict", "-O1", "--output=a.go", "-L", "x", "a.scm"));

    assertThat(options.arguments()).containsExactly("-O1", "--output=a.go", "-L", "x", "a.scm");
    assertThat(options.strict()).isTrue();
    assertThat(options.guild()).isEqualTo("guild");
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

  @Test
  void auditThatIsNoNumber_isRefused() {
    assertThatThrownBy(() -> GuileOptions.parse(List.of("--audit=often")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("often");
  }
}
