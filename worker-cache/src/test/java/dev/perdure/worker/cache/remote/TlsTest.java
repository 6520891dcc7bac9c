package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate only a trust store of one's own knows. */
class TlsTest {
  private static final String PASSWORD = "password";

  @TempDir Path dir;

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-alias", "server", "-keystore", "server.p12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(dir.resolve("keytool.log"))).isZero();
  }

  private SSLContext server() throws Exception {
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", "server.pem");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(dir.resolve("server.p12"))) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void ownCertificates_areTrustedAndOthersNot() throws Exception {
    try (FakeCacheServer server = new FakeCacheServer(server())) {
      RemoteCacheOptions options = RemoteCacheOptions.of(server.url());
      RemoteCacheOptions trusting = options.trusting(dir.resolve("server.pem"));
      try (Machine one = new Machine(dir.resolve("one"), trusting).write("a.txt", "abc");
          Machine two = new Machine(dir.resolve("two"), trusting).write("a.txt", "abc");
          Machine distrusting = new Machine(dir.resolve("no"), options).write("a.txt", "abc")) {
        one.work("b.txt", "a.txt");
        two.work("b.txt", "a.txt");
        distrusting.work("b.txt", "a.txt");

        assertThat(two.statistics().hits()).isOne();
        assertThat(distrusting.runs()).isOne();
        assertThat(distrusting.log()).singleElement().asString().contains("SSLHandshakeException");
      }
    }
  }
}
