package dev.perdure.worker.runtime;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the worker log what the verbosity of the calling thread's request lets through: nothing
 * at 0, from INFO on above it, everything above {@value #EVERYTHING}. Threads without a request get
 * warnings through. Thread-safe.
 */
final class RequestLogger implements System.Logger {
  /** What Bazel sends with {@code --worker_verbose}; whoever sends more wants to see all. */
  private static final int EVERYTHING = 10;

  private final String name;

  RequestLogger(String name) {
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && level.getSeverity() >= threshold().getSeverity();
  }

  private static Level threshold() {
    RequestRun run = RequestRun.current();
    if (run == null) {
      return Level.WARNING;
    }
    int verbosity = run.request().verbosity();
    if (verbosity <= 0) {
      return Level.OFF;
    }
    return verbosity > EVERYTHING ? Level.ALL : Level.INFO;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      write(level, localized(bundle, message), thrown);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parts) {
    if (isLoggable(level)) {
      write(level, formatted(localized(bundle, format), parts), null);
    }
  }

  private static String localized(@Nullable ResourceBundle bundle, @Nullable String message) {
    if (bundle == null || message == null) {
      return String.valueOf(message);
    }
    try {
      return bundle.getString(message);
    } catch (MissingResourceException | ClassCastException e) {
      return message;
    }
  }

  private static String formatted(String format, @Nullable Object @Nullable ... parts) {
    if (parts == null || parts.length == 0) {
      return format;
    }
    try {
      return new MessageFormat(format, Locale.ROOT).format(parts);
    } catch (IllegalArgumentException e) {
      return format; // Text with braces that is no format: better as it is than not at all.
    }
  }

  private void write(Level level, String message, @Nullable Throwable thrown) {
    RequestRun run = RequestRun.current();
    StringBuilder line = new StringBuilder().append(level).append(' ').append(name);
    if (run != null) {
      line.append(", request ").append(run.request().requestId());
    }
    WorkerLog.current().say(line.append(": ").append(message).toString(), thrown);
  }
}
