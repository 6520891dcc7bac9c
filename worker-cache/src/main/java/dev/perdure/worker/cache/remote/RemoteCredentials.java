package dev.perdure.worker.cache.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.cache.remote.failure.RemoteMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The credentials that a worker sends to a cache server. They never appear in a log, an exception,
 * a list of processes or {@link #toString()}. Immutable and thread-safe.
 */
public final class RemoteCredentials {
  private static final RemoteCredentials NONE = new RemoteCredentials("no credentials", host -> "");

  private final String description;

  /** Maps the name of a host to {@code user:password}, or to an empty text. */
  private final UnaryOperator<String> source;

  private RemoteCredentials(String description, UnaryOperator<String> source) {
    this.description = description;
    this.source = source;
  }

  /** No credentials. */
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
      throw new IllegalArgumentException("a user's name has no colon"); // And must not be shown.
    }
    return new RemoteCredentials("user and password", host -> user + ":" + password);
  }

  /**
   * The value of the environment variable {@code name}, in the form {@code user:password}.
   *
   * @throws IllegalArgumentException if it does not have this form
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
   * The entry of a netrc file for the server's host, or its {@code default}; no credentials if it
   * has neither. The file is read at once.
   *
   * @throws IOException if it can't be read; the message names the file and nothing of its content
   */
  public static RemoteCredentials netrc(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (IOException e) {
      // Without the cause: the exception of a failed decoding shows a part of the file.
      throw new IOException(
          RemoteMessage.NETRC_UNREADABLE.text(file, e.getClass().getSimpleName()));
    }
    return new RemoteCredentials("netrc file " + file, host -> Netrc.credentials(text, host));
  }

  /**
   * The value of the header Authorization for {@code server}; empty if there are no credentials.
   */
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
