package dev.perdure.worker.cache.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Who a worker is to a cache server. Nothing of it appears in a log, an exception, a list of
 * processes or {@link #toString()}. Immutable and thread-safe.
 */
public final class RemoteCredentials {
  private static final RemoteCredentials NONE = new RemoteCredentials("no credentials", host -> "");

  private final String description;

  /** From the name of a host to {@code user:password}, or to nothing. */
  private final UnaryOperator<String> source;

  private RemoteCredentials(String description, UnaryOperator<String> source) {
    this.description = description;
    this.source = source;
  }

  /** Nobody in particular. */
  public static RemoteCredentials none() {
    return NONE;
  }

  /**
   * A user and a password.
   *
   * @throws IllegalArgumentException if the user has a colon, which basic authentication can't send
   */
  public static RemoteCredentials of(String user, String password) {
    Objects.requireNonNull(password, "password");
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user's name has no colon"); // And is not told, either.
    }
    return new RemoteCredentials("user and password", host -> user + ":" + password);
  }

  /**
   * What environment variable {@code name} holds, as {@code user:password}.
   *
   * @throws IllegalArgumentException if it does not
   */
  public static RemoteCredentials environment(String name) {
    return environment(name, Objects.requireNonNullElse(System.getenv(name), ""));
  }

  static RemoteCredentials environment(String name, String value) {
    if (value.indexOf(':') < 0) {
      throw new IllegalArgumentException(
          RemoteMessage.CREDENTIALS_MISSING.text(name, value.isEmpty() ? "not set" : "without :"));
    }
    return new RemoteCredentials("environment variable " + name, host -> value);
  }

  /**
   * What a netrc file says of the server's host, or of {@code default}. It is read at once.
   *
   * @throws IOException if it can't be read; the message names the file and nothing of its content
   */
  public static RemoteCredentials netrc(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (IOException e) {
      // Not as the cause: what decoding a file fails at is a part of that file.
      throw new IOException(
          RemoteMessage.NETRC_UNREADABLE.text(file, e.getClass().getSimpleName()));
    }
    return new RemoteCredentials("netrc file " + file, host -> Netrc.credentials(text, host));
  }

  /** The value of the header Authorization for {@code server}; empty for none. */
  String authorization(URI server) {
    String credentials = source.apply(server.getHost());
    return credentials.isEmpty()
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  /** Where they come from; never what they are. */
  @Override
  public String toString() {
    return description;
  }
}
