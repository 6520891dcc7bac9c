package dev.perdure.worker.cache.remote.http;

import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import dev.perdure.worker.cache.remote.failure.StatusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * The server: {@code GET} and {@code PUT} of {@code ac/<key>} and {@code cas/<sha256>}. Each call
 * is one attempt. Everything that comes is checked except entries, for which the server has to be
 * trusted. Thread-safe.
 */
public final class HttpStore {
  /** Enough for an entry of 100,000 files; what is longer is not an entry. */
  public static final int MAX_ENTRY_BYTES = 16 << 20;

  private static final int OK = 200;

  private final URI base;
  private final String authorization;
  private final ServerSettings settings;
  private final HttpClient client;
  private final Exchange exchange;

  /** Whether the server has said that it accepts compressed bodies. */
  private volatile boolean takesZstd;

  public HttpStore(ServerSettings settings, Executor executor) {
    this.settings = settings;
    base = settings.base();
    authorization = settings.authorization();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // Not HTTP/2, since then the first request would have to ask for an upgrade.
            .version(HttpClient.Version.HTTP_1_1)
            // Credentials go to one server only.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(executor);
    if (settings.tls() != null) {
      builder.sslContext(settings.tls());
    }
    client = builder.build();
    exchange = new Exchange(client, settings.timeout());
  }

  public URI base() {
    return base;
  }

  /** Ends all attempts. */
  public void close() {
    exchange.close();
  }

  /** The bytes of an entry; empty if there is none, since no entry of ours is empty. */
  public byte[] entry(String key) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String path = "ac/" + key;
    HttpResponse<Long> response =
        exchange.send(request(path).GET().build(), bytes, MAX_ENTRY_BYTES);
    if (!isFound(path, response)) {
      return new byte[0];
    }
    if (!encoding(response).isEmpty()) {
      throw new CorruptEntryException("its encoding is " + encoding(response));
    }
    return bytes.toByteArray();
  }

  /**
   * Writes a blob to {@code target}. If this returns true, the file has the right content;
   * otherwise its content is undefined.
   *
   * @return false if the server doesn't have it
   * @throws CorruptEntryException if what came is something else
   */
  public boolean fetch(Blob blob, Path target) throws IOException, InterruptedException {
    String path = "cas/" + blob.sha256();
    HttpRequest.Builder request = request(path);
    if (settings.compression()) {
      request.header("Accept-Encoding", "zstd");
    }
    HttpResponse<Long> response;
    try (OutputStream file = LocalFailure.of(() -> Files.newOutputStream(target))) {
      response = exchange.send(request.GET().build(), file, mostBytes(blob));
    }
    if (!isFound(path, response)) {
      return false;
    }
    if (encoding(response).equals("zstd") && settings.compression()) {
      Zstd.decompress(target, blob.size());
    } else if (!encoding(response).isEmpty()) {
      throw new CorruptEntryException("its encoding is " + encoding(response));
    }
    Blob came = LocalFailure.of(() -> Blob.of(target));
    if (!came.equals(blob)) {
      throw new CorruptEntryException(
          "%d bytes of SHA-256 %s came in place of %d bytes of %s"
              .formatted(came.size(), came.sha256(), blob.size(), blob.sha256()));
    }
    return true;
  }

  /**
   * The most bytes that may come for a blob: its size, or more if it may be compressed, even badly.
   */
  private long mostBytes(Blob blob) {
    return settings.compression() ? blob.size() + (blob.size() >> 7) + 1024 : blob.size();
  }

  public void putEntry(String key, byte[] entry) throws IOException, InterruptedException {
    put("ac/" + key, request("ac/" + key), BodyPublishers.ofByteArray(entry));
  }

  public void putBlob(Blob blob, byte[] content) throws IOException, InterruptedException {
    String path = "cas/" + blob.sha256();
    put(path, request(path), BodyPublishers.ofByteArray(content));
  }

  public void putBlob(Blob blob, Path file) throws IOException, InterruptedException {
    String path = "cas/" + blob.sha256();
    if (!takesZstd) {
      put(path, request(path), LocalFailure.of(() -> BodyPublishers.ofFile(file)));
      return;
    }
    try (PartNames names = new PartNames()) {
      Path compressed = LocalFailure.of(() -> Zstd.compress(file, names.temporary()));
      HttpRequest.Builder request =
          request(path)
              .header("Content-Encoding", "zstd")
              .header("X-Digest-SizeBytes", Long.toString(blob.size()));
      put(path, request, BodyPublishers.ofFile(compressed));
    }
  }

  private void put(String path, HttpRequest.Builder request, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpResponse<Long> response =
        exchange.send(
            request.header("Content-Type", "application/octet-stream").PUT(body).build(),
            OutputStream.nullOutputStream(),
            MAX_ENTRY_BYTES);
    switch (response.statusCode()) {
      case OK, 201, 202, 204 -> learn(response);
      default -> throw new StatusException("PUT", path, response.statusCode());
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/" + path));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private boolean isFound(String path, HttpResponse<?> response) throws StatusException {
    learn(response);
    return switch (response.statusCode()) {
      case OK -> true;
      case 204, 404, 410 -> false;
      default -> throw new StatusException("GET", path, response.statusCode());
    };
  }

  private void learn(HttpResponse<?> response) {
    if (settings.compression() && !takesZstd) {
      takesZstd =
          response.headers().allValues("Accept-Encoding").stream().anyMatch(ZstdSupport::isAmong);
    }
  }

  private static String encoding(HttpResponse<?> response) {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    return encoding.equalsIgnoreCase("identity") ? "" : encoding;
  }
}
