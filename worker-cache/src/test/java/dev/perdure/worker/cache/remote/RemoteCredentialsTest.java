package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCredentialsTest {
  private static final URI SERVER = URI.create("https://cache.example.com/x");
  private static final String SECRET = "s3cret";

  @TempDir Path dir;

  private static String sent(RemoteCredentials credentials) {
    String header = credentials.authorization(SERVER);
    if (header.isEmpty()) {
      return "";
    }
    assertThat(header).startsWith("Basic ");
    return new String(
        Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
  }

  @Test
  void userAndPassword_areSentAsUtf8() {
    assertThat(sent(RemoteCredentials.of("jörg", SECRET + ":ü")))
        .isEqualTo("jörg:" + SECRET + ":ü");
    assertThat(sent(RemoteCredentials.none())).isEmpty();
  }

  @Test
  void environmentVariable_isSent() {
    assertThat(sent(RemoteCredentials.environment("CACHE", "ci:" + SECRET)))
        .isEqualTo("ci:" + SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", SECRET})
  void environmentVariableWithoutUser_isRefusedWithoutItsValue(String value) {
    assertThatThrownBy(() -> RemoteCredentials.environment("CACHE", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CACHE")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "machine cache.example.com login ci password s3cret | ci:s3cret",
        "machine other login x password y machine CACHE.example.com password p login u | u:p",
        "machine other login x password y | ''",
        "machine other login x password y default login d password e | d:e",
        "default login d password e machine cache.example.com login ci password z | d:e",
        "machine cache.example.com login ci account login password s | ci:s",
        "machine cache.example.com login ci | ci:",
        "machine cache.example.com | ''",
        "machine | ''",
        "login x password y machine cache.example.com login a password b | a:b",
        "macdef init machine cache.example.com login a password b | ''",
        "'' | ''",
      })
  void netrc_isReadAsOthersDo(String text, String expected) throws IOException {
    Path file = dir.resolve("netrc");
    Files.writeString(file, "# machine cache.example.com login no password no\n");
    Files.writeString(file, Files.readString(file) + text.replace(" login", "\n\tlogin"));

    assertThat(sent(RemoteCredentials.netrc(file))).isEqualTo(expected);
  }

  @Test
  void unreadableNetrc_isNamedAndNotQuoted() throws IOException {
    Path file = dir.resolve("netrc");
    Files.write(file, new byte[] {'s', '3', (byte) 0xff});

    assertThatThrownBy(() -> RemoteCredentials.netrc(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("netrc")
        .hasNoCause();
    assertThatThrownBy(() -> RemoteCredentials.netrc(dir.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NoSuchFileException");
  }

  @Test
  void text_neverHoldsThem() throws IOException {
    Path file = dir.resolve("netrc");
    Files.writeString(file, "default login ci password " + SECRET);
    RemoteCacheOptions options = RemoteCacheOptions.of("http://cache.example.com");
    Stream<RemoteCredentials> all =
        Stream.of(
            RemoteCredentials.of("ci", SECRET),
            RemoteCredentials.environment("CACHE", "ci:" + SECRET),
            RemoteCredentials.netrc(file));

    assertThat(all)
        .allSatisfy(
            it -> {
              assertThat(it.toString()).doesNotContain(SECRET);
              assertThat(options.credentials(it).toString())
                  .doesNotContain(SECRET)
                  .contains("cache.example.com");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ci:s3cret@host/x",
        "http://s3cret@host",
        "http://ci:s3cret@ho st/",
        "ci:s3cret@host",
        "http://ci:s3cr%et@host",
      })
  void passwordInTheUrl_isRefusedWithoutIt(String url) {
    assertThatThrownBy(() -> RemoteCacheOptions.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cr")
        .hasNoCause();
  }
}
