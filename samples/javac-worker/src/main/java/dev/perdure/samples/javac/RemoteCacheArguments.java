package dev.perdure.samples.javac;

import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import dev.perdure.worker.cache.remote.RemoteCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of a worker's command line that is about its remote cache. These flags have the same
 * names as Bazel's: {@code --remote_cache=URL}, {@code --remote_instance_name=NAME}, {@code
 * --[no]remote_upload_local_results}, {@code --[no]remote_cache_compression}, {@code
 * --remote_timeout=SECONDS}, {@code --tls_certificate=FILE}. These flags have names of their own:
 * {@code --remote_netrc=FILE}, {@code --remote_credentials_env=NAME}, {@code --print_cache_key}.
 */
final class RemoteCacheArguments {
  private final List<String> rest = new ArrayList<>();
  private @Nullable RemoteCacheOptions options;
  private boolean printsKey;

  private RemoteCacheArguments() {}

  /**
   * Splits a command line into these flags and the rest.
   *
   * @throws IllegalArgumentException if a flag is invalid
   * @throws IOException if a file that a flag names can't be read
   */
  static RemoteCacheArguments parse(String... args) throws IOException {
    RemoteCacheArguments parsed = new RemoteCacheArguments();
    for (String argument : args) {
      if (argument.startsWith("--remote_cache=")) {
        parsed.options = RemoteCacheOptions.of(value(argument));
      }
    }
    for (String argument : args) {
      parsed.take(argument);
    }
    return parsed;
  }

  private void take(String argument) throws IOException {
    int end = argument.indexOf('=');
    String flag = end < 0 ? argument : argument.substring(0, end);
    switch (flag) {
      case "--remote_cache" -> value(argument); // Its value was used before all others.
      case "--remote_instance_name" -> options = options(flag).instance(value(argument));
      case "--remote_upload_local_results" -> options = options(flag).upload(truth(argument));
      case "--noremote_upload_local_results" -> options = options(flag).upload(false);
      case "--remote_cache_compression" -> options = options(flag).compression(truth(argument));
      case "--noremote_cache_compression" -> options = options(flag).compression(false);
      case "--remote_timeout" -> options = options(flag).timeout(seconds(argument));
      case "--tls_certificate" -> options = options(flag).trusting(Path.of(value(argument)));
      case "--remote_netrc" -> {
        RemoteCredentials credentials = RemoteCredentials.netrc(Path.of(value(argument)));
        options = options(flag).credentials(credentials);
      }
      case "--remote_credentials_env" -> {
        RemoteCredentials credentials = RemoteCredentials.environment(value(argument));
        options = options(flag).credentials(credentials);
      }
      case "--print_cache_key" -> printsKey = true;
      default -> rest.add(argument);
    }
  }

  private RemoteCacheOptions options(String flag) {
    RemoteCacheOptions given = options;
    if (given == null) {
      throw new IllegalArgumentException(flag + " asks for a cache: add --remote_cache=URL");
    }
    return given;
  }

  private static String value(String argument) {
    int end = argument.indexOf('=') + 1;
    if (end == 0 || end == argument.length()) {
      throw unusable("a value", argument, "nothing", null);
    }
    return argument.substring(end);
  }

  private static boolean truth(String argument) {
    if (argument.indexOf('=') < 0) {
      return true;
    }
    return switch (value(argument).toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "t", "y" -> true;
      case "false", "0", "no", "f", "n" -> false;
      default -> throw unusable("true or false", argument, value(argument), null);
    };
  }

  /** A number of seconds, with or without the s that Bazel allows. */
  private static Duration seconds(String argument) {
    String value = value(argument);
    try {
      return Duration.parse("PT" + (value.endsWith("s") ? value : value + "s"));
    } catch (DateTimeParseException e) {
      throw unusable("seconds", argument, value, e);
    }
  }

  private static IllegalArgumentException unusable(
      String expected, String argument, String found, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "expected " + expected + " in " + argument + ", found " + found, cause);
  }

  /** All other arguments, in their order, for {@code Worker.run}. */
  String[] rest() {
    return rest.toArray(String[]::new);
  }

  /** The options of the cache; null if there is no {@code --remote_cache}. */
  @Nullable RemoteCacheOptions options() {
    return options;
  }

  /** Whether {@code --print_cache_key} is given: see {@link RemoteCache#keyPrinter}. */
  boolean printsKey() {
    return printsKey;
  }
}
