package dev.perdure.worker.cache.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import dev.perdure.worker.cache.remote.entry.Blob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zstandard comes and goes only where both sides say so. */
class ZstdTest {
  private static final String TEXT = "abc".repeat(10_000);

  private final FakeCacheServer server = new FakeCacheServer();

  @TempDir Path dir;
  private Machine one;
  private Machine two;

  ZstdTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    one = machine("one", true);
    two = machine("two", true);
  }

  private Machine machine(String name, boolean compression) throws IOException {
    RemoteCacheOptions options = RemoteCacheOptions.of(server.url()).compression(compression);
    return new Machine(dir.resolve(name), options).write("a.txt", TEXT);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    server.close();
  }

  private boolean isBlob(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().startsWith("/cas/");
  }

  /** Serves {@code body} in the place of any blob, as compressed. */
  private void serve(byte[] body) {
    server.behave(
        exchange -> {
          if (!isBlob(exchange) || exchange.getRequestMethod().equals("PUT")) {
            return false;
          }
          exchange.getResponseHeaders().add("Content-Encoding", "zstd");
          return FakeCacheServer.send(exchange, body);
        });
  }

  @Test
  void compressedBlob_isUnderstood() throws IOException {
    one.work("b.txt", "a.txt");
    serve(Zstd.compress(one.read("b.txt").getBytes(UTF_8)));
    two.work("b.txt", "a.txt");

    assertThat(two.statistics().hits()).isOne();
    assertThat(two.read("b.txt")).isEqualTo(one.read("b.txt"));
  }

  @Test
  void compressedBlob_thatNobodyAskedFor_isAMiss() throws IOException {
    one.work("b.txt", "a.txt");
    byte[] compressed = Zstd.compress(one.read("b.txt").getBytes(UTF_8));
    serve(compressed);
    try (Machine plain = machine("plain", false)) {
      plain.work("b.txt", "a.txt");
      assertThat(plain.statistics().corrupt()).isOne();
    }
  }

  @Test
  void brokenOrEndlessBlob_isAMiss() throws IOException {
    one.work("b.txt", "a.txt");
    byte[] compressed = Zstd.compress(one.read("b.txt").getBytes(UTF_8));
    for (byte[] body :
        new byte[][] {
          Arrays.copyOf(compressed, compressed.length - 1),
          Zstd.compress(new byte[64 << 20]),
          "no Zstandard".getBytes(UTF_8)
        }) {
      serve(body);
      try (Machine machine = machine("m" + body.length, true)) {
        machine.work("b.txt", "a.txt");
        assertThat(machine.statistics().corrupt()).isOne();
        assertThat(machine.read("b.txt")).isEqualTo(one.read("b.txt"));
      }
    }
  }

  @Test
  void upload_isCompressedOnceTheServerHasSaidThatItUnderstands() throws IOException {
    server.behave(
        exchange -> {
          exchange.getResponseHeaders().add("Accept-Encoding", "gzip, zstd");
          if (isBlob(exchange) && exchange.getRequestMethod().equals("PUT")) {
            assertThat(exchange.getRequestHeaders().getFirst("Content-Encoding")).isEqualTo("zstd");
            assertThat(exchange.getRequestHeaders().getFirst("X-Digest-SizeBytes"))
                .isEqualTo(Integer.toString(TEXT.length()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            server
                .files()
                .put(exchange.getRequestURI().getPath(), Zstd.decompress(body, TEXT.length()));
            return FakeCacheServer.status(exchange, 201);
          }
          return false;
        });
    one.work("b.txt", "a.txt");
    two.work("b.txt", "a.txt");

    assertThat(one.statistics().published()).isOne();
    assertThat(two.statistics().hits()).isOne();
  }

  @Test
  void upload_isPlainForAServerThatSaysNothing() throws IOException {
    one.work("b.txt", "a.txt");

    String blob = "/cas/" + Blob.of(one.file("b.txt")).sha256();
    assertThat(server.files().get(blob)).asString(UTF_8).isEqualTo(one.read("b.txt"));
  }
}
