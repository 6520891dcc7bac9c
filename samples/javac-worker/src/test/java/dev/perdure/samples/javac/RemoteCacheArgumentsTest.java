package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCacheArgumentsTest {
  @TempDir Path dir;

  @Test
  void commandLine_isParted() throws IOException {
    Path netrc = Files.writeString(dir.resolve("netrc"), "default login a password b");
    RemoteCacheArguments parsed =
        RemoteCacheArguments.parse(
            "-g",
            "--remote_instance_name=ci",
            "--remote_cache=http://host",
            "--remote_timeout=2.5s",
            "--noremote_upload_local_results",
            "--remote_cache_compression=yes",
            "--remote_netrc=" + netrc,
            "--persistent_worker",
            "--remote_else");
    assertThat(parsed.rest()).containsExactly("-g", "--persistent_worker", "--remote_else");
    assertThat(parsed.options())
        .hasToString(
            "http://host/ci, netrc file " + netrc + ", timeout PT2.5S, read only, compressed");
    assertThat(parsed.printsKey()).isFalse();
  }

  @Test
  void commandLineWithoutACache_isTheRest() throws IOException {
    RemoteCacheArguments parsed = RemoteCacheArguments.parse("a", "--print_cache_key", "b");

    assertThat(parsed.options()).isNull();
    assertThat(parsed.printsKey()).isTrue();
    assertThat(parsed.rest()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--remote_timeout=soon",
        "--remote_timeout",
        "--remote_timeout=",
        "--remote_upload_local_results=maybe",
        "--remote_credentials_env=PERDURE_NO_SUCH_VARIABLE",
        "--remote_cache"
      })
  void senselessFlag_isRefused(String flag) {
    assertThatThrownBy(() -> RemoteCacheArguments.parse("--remote_cache=http://host", flag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("expected .*, found .*|expected .* which is not set.*");
  }

  @Test
  void flagWithoutACache_isRefused() {
    assertThatThrownBy(() -> RemoteCacheArguments.parse("--remote_instance_name=x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--remote_instance_name")
        .hasMessageContaining("add --remote_cache=URL");
  }

  @Test
  void certificatesThatAreNone_areRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("ca.pem"), "no certificate");

    assertThatThrownBy(
            () ->
                RemoteCacheArguments.parse(
                    "--remote_cache=https://host", "--tls_certificate=" + file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ca.pem");
  }
}
