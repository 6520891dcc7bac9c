package dev.perdure.worker.cache.remote;

import dev.perdure.worker.cache.remote.failure.RemoteMessage;
import dev.perdure.worker.cache.remote.http.ServerSettings;
import dev.perdure.worker.runtime.system.Nanos;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Which cache server a worker uses, and how. A value that can't be a limit causes an {@link
 * IllegalArgumentException} at once. Immutable and thread-safe.
 */
public final class RemoteCacheOptions {
  /** The values; never changed once they are in a field of {@link RemoteCacheOptions}. */
  private static final class Values implements Cloneable {
    private final URI server;
    private String instance = "";
    private RemoteCredentials credentials = RemoteCredentials.none();
    private @Nullable SSLContext tls;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration timeout = Duration.ofSeconds(60);
    private long maxOutputBytes = 1L << 30;
    private boolean upload = true;
    private boolean compression;
    private boolean failures;

    Values(URI server) {
      this.server = server;
    }

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Values values;

  private RemoteCacheOptions(Values values) {
    this.values = values;
  }

  /**
   * Uses the server with entries at {@code url/ac} and {@code url/cas}.
   *
   * @throws IllegalArgumentException if it is not the address of a server, or if it has a password,
   *     which the list of processes would show; use {@link #credentials} instead
   */
  public static RemoteCacheOptions of(String url) {
    URI uri;
    try {
      uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the text: that can have a password in it.
      throw new IllegalArgumentException(RemoteMessage.URL_UNUSABLE.text("no URL"));
    }
    if (uri.getRawUserInfo() != null || url.indexOf('@') >= 0) {
      throw new IllegalArgumentException(RemoteMessage.CREDENTIALS_IN_URL.text());
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https"))
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(RemoteMessage.URL_UNUSABLE.text(url));
    }
    return new RemoteCacheOptions(new Values(uri));
  }

  /**
   * Keeps entries below {@code name}, so that only workers with the same instance name see them. To
   * use only results that you trust, have an instance that only CI writes to. The default is empty,
   * for no name.
   *
   * @param name one or more names, separated by {@code /}
   * @throws IllegalArgumentException if a name has characters other than letters, digits, dots,
   *     hyphens and underscores, or no letter or digit
   */
  public RemoteCacheOptions instance(String name) {
    for (String part : name.isEmpty() ? new String[0] : name.split("/", -1)) {
      if (!part.matches("[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException("instance name " + name + " has an unusable part");
      }
    }
    return with(it -> it.instance = name);
  }

  /** Sets the credentials that the worker sends to the server; by default, none. */
  public RemoteCacheOptions credentials(RemoteCredentials credentials) {
    return with(it -> it.credentials = credentials);
  }

  /**
   * Trusts only the certificates in {@code file}; by default, those that the JDK trusts.
   *
   * @param file X.509 certificates in PEM format
   * @throws IOException if there are none in it
   */
  public RemoteCacheOptions trusting(Path file) throws IOException {
    return tls(TrustedCertificates.read(file));
  }

  /** Connects with {@code context}, which can also have a client certificate. */
  public RemoteCacheOptions tls(SSLContext context) {
    return with(it -> it.tls = context);
  }

  /** Sets how long connecting to the server may take; by default, 5 seconds. */
  public RemoteCacheOptions connectTimeout(Duration timeout) {
    Duration limit = Nanos.limit("connect timeout", timeout);
    return with(it -> it.connectTimeout = limit);
  }

  /** Sets how long the transfer of one file may take; by default, a minute. */
  public RemoteCacheOptions timeout(Duration timeout) {
    Duration limit = Nanos.limit("timeout", timeout);
    return with(it -> it.timeout = limit);
  }

  /**
   * Limits the total size in bytes of the outputs of one action, for download and upload; by
   * default, 1 GiB.
   */
  public RemoteCacheOptions maxOutputBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("maximum of bytes must be positive: " + bytes);
    }
    return with(it -> it.maxOutputBytes = bytes);
  }

  /** Sets whether results that were made here are published; by default, they are. */
  public RemoteCacheOptions upload(boolean upload) {
    return with(it -> it.upload = upload);
  }

  /**
   * Sets whether Zstandard compression may be used; by default, it is not. Needs the library {@code
   * com.github.luben:zstd-jni}; {@link RemoteCache#of} checks for it. Uploads are compressed if the
   * server says in its answers that it accepts that ({@code Accept-Encoding}, RFC 7694).
   */
  public RemoteCacheOptions compression(boolean compression) {
    return with(it -> it.compression = compression);
  }

  /**
   * Sets whether results with an exit code other than 0 are also kept. By default they are not,
   * because much work fails for reasons that are not among its inputs.
   */
  public RemoteCacheOptions failures(boolean failures) {
    return with(it -> it.failures = failures);
  }

  private RemoteCacheOptions with(Consumer<Values> change) {
    Values copy = values.copy();
    change.accept(copy);
    return new RemoteCacheOptions(copy);
  }

  ServerSettings server() {
    return new ServerSettings(
        base(),
        values.credentials.authorization(values.server),
        values.tls,
        values.connectTimeout,
        values.timeout,
        values.compression);
  }

  /** The URL below which {@code /ac} and {@code /cas} are, without a slash at the end. */
  URI base() {
    return values.instance.isEmpty()
        ? values.server
        : URI.create(values.server + "/" + values.instance);
  }

  long maxOutputBytes() {
    return values.maxOutputBytes;
  }

  boolean upload() {
    return values.upload;
  }

  boolean compression() {
    return values.compression;
  }

  boolean failures() {
    return values.failures;
  }

  /** The server and the settings; of the credentials, where they come from. */
  @Override
  public String toString() {
    return base()
        + ", "
        + values.credentials
        + ", timeout "
        + values.timeout
        + (values.upload ? "" : ", read only")
        + (values.compression ? ", compressed" : "");
  }
}
