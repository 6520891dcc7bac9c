package dev.perdure.worker.cache.remote.http;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and how to talk to it.
 *
 * @param base the URL below which {@code /ac} and {@code /cas} are, without a slash at the end
 * @param authorization the header with the credentials; empty for none
 * @param tls how to connect; null for the JDK's way
 * @param connectTimeout how long connecting may take
 * @param timeout how long the transfer of one file may take
 * @param compression whether Zstandard may be used
 */
public record ServerSettings(
    URI base,
    String authorization,
    @Nullable SSLContext tls,
    Duration connectTimeout,
    Duration timeout,
    boolean compression) {
  /** The server, without its credentials. */
  @Override
  public String toString() {
    return base.toString();
  }
}
