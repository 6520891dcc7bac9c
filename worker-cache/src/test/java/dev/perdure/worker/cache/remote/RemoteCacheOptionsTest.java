package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCacheOptionsTest {
  private static final RemoteCacheOptions OPTIONS =
      RemoteCacheOptions.of("http://host:8080/cache/");

  @Test
  void base_hasTheInstanceAndNoSlashAtItsEnd() {
    assertThat(OPTIONS.base()).hasToString("http://host:8080/cache");
    assertThat(OPTIONS.instance("ci/main").base()).hasToString("http://host:8080/cache/ci/main");
    assertThat(OPTIONS.instance("ci").instance("").base()).isEqualTo(OPTIONS.base());
  }

  @Test
  void settings_leaveTheOriginalAlone() {
    RemoteCacheOptions changed =
        OPTIONS.upload(false).timeout(Duration.ofSeconds(3)).compression(true).failures(true);

    assertThat(changed.upload()).isFalse();
    assertThat(changed.server().timeout()).hasSeconds(3);
    assertThat(changed.compression()).isTrue();
    assertThat(changed.failures()).isTrue();
    assertThat(OPTIONS.upload()).isTrue();
    assertThat(OPTIONS.server().timeout()).hasMinutes(1);
    assertThat(OPTIONS.compression()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "grpc://host", "http://", "http://h?q", "http://h#f", "a b"})
  void otherUrls_areRefused(String url) {
    assertThatThrownBy(() -> RemoteCacheOptions.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[remote-url-unusable]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../b", "/a", "a/", "a b", "a?b", "."})
  void otherInstances_areRefused(String name) {
    assertThatThrownBy(() -> OPTIONS.instance(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void limits_mustBePositive() {
    assertThatThrownBy(() -> OPTIONS.timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OPTIONS.connectTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OPTIONS.maxOutputBytes(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
