package dev.perdure.worker.cache.remote;

import dev.perdure.worker.runtime.Nanos;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Which cache server a worker uses, and how. Immutable and thread-safe. */
public final class RemoteCacheOptions {
  /** Never changed once it is in a field of {@link RemoteCacheOptions}. */
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
   * The server whose entries are at {@code url/ac} and {@code url/cas}.
   *
   * @throws IllegalArgumentException if it is no address of a server, or if it holds a password:
   *     those have other ways, which the list of processes does not show
   */
  public static RemoteCacheOptions of(String url) {
    URI uri;
    try {
      uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the text: there can be a password in it.
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
   * Keeps entries below {@code name}: only who uses the same sees them. So this is also what one
   * trusts: let one instance be written by nobody but CI. Empty, as at first, is for none.
   *
   * @param name one or more names with {@code /} between
   * @throws IllegalArgumentException if a name has other characters than letters, digits, dot,
   *     hyphen and underscore, or no letter or digit
   */
  public RemoteCacheOptions instance(String name) {
    for (String part : name.isEmpty() ? new String[0] : name.split("/", -1)) {
      if (!part.matches("[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException("instance name " + name + " has an unusable part");
      }
    }
    return with(it -> it.instance = name);
  }

  /** Who the worker is to the server; nobody if not set. */
  public RemoteCacheOptions credentials(RemoteCredentials credentials) {
    return with(it -> it.credentials = credentials);
  }

  /**
   * Trusts the servers that the certificates in {@code file} stand for, and no others; those that
   * the JDK trusts if not set.
   *
   * @param file X.509 certificates in PEM
   * @throws IOException if there are none in it
   */
  public RemoteCacheOptions trusting(Path file) throws IOException {
    return tls(TrustedCertificates.read(file));
  }

  /** Connects by {@code context}, which can also hold a certificate of the worker's own. */
  public RemoteCacheOptions tls(SSLContext context) {
    return with(it -> it.tls = context);
  }

  /** How long it may take to reach the server; 5 seconds if not set. */
  public RemoteCacheOptions connectTimeout(Duration timeout) {
    Duration limit = Nanos.limit("connect timeout", timeout);
    return with(it -> it.connectTimeout = limit);
  }

  /** How long one file may be on its way; a minute if not set. */
  public RemoteCacheOptions timeout(Duration timeout) {
    Duration limit = Nanos.limit("timeout", timeout);
    return with(it -> it.timeout = limit);
  }

  /** How many bytes the outputs of one action may have in all, both ways; 1 GiB if not set. */
  public RemoteCacheOptions maxOutputBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("maximum of bytes must be positive: " + bytes);
    }
    return with(it -> it.maxOutputBytes = bytes);
  }

  /** Whether results that were made here are published; they are if not set. */
  public RemoteCacheOptions upload(boolean upload) {
    return with(it -> it.upload = upload);
  }

  /**
   * Whether the server may send Zstandard; it may not if not set. Takes the library {@code
   * com.github.luben:zstd-jni}, which {@link RemoteCache#of} then looks for. What is published is
   * compressed where the server says in its answers that it understands it ({@code
   * Accept-Encoding}, RFC 7694).
   */
  public RemoteCacheOptions compression(boolean compression) {
    return with(it -> it.compression = compression);
  }

  /**
   * Whether results with an exit code other than 0 are kept as well. They are not if not set: much
   * of what fails does so for reasons that are no input.
   */
  public RemoteCacheOptions failures(boolean failures) {
    return with(it -> it.failures = failures);
  }

  private RemoteCacheOptions with(Consumer<Values> change) {
    Values copy = values.copy();
    change.accept(copy);
    return new RemoteCacheOptions(copy);
  }

  /** Where {@code /ac} and {@code /cas} are; without a slash at the end. */
  URI base() {
    return values.instance.isEmpty()
        ? values.server
        : URI.create(values.server + "/" + values.instance);
  }

  String authorization() {
    return values.credentials.authorization(values.server);
  }

  @Nullable SSLContext tls() {
    return values.tls;
  }

  Duration connectTimeout() {
    return values.connectTimeout;
  }

  Duration timeout() {
    return values.timeout;
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

  /** The server and where the credentials come from, but not what they are. */
  @Override
  public String toString() {
    return base() + ", " + values.credentials;
  }
}
