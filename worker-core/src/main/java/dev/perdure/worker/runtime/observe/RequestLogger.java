package dev.perdure.worker.runtime.observe;

import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.RequestScope;
import dev.perdure.worker.runtime.streams.RunningRequests;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the worker log according to the verbosity of the calling thread's request: nothing at
 * 0, INFO and higher above 0, everything above {@value #EVERYTHING}. If it is not known which
 * running request a thread works for, WARNING and higher is logged. In a program that embeds a
 * worker, or just has this library on its class path, threads that no request started log as they
 * would without it. Thread-safe.
 */
final class RequestLogger implements System.Logger {
  /**
   * What Bazel sends with {@code --worker_verbose}; a client that sends more wants to see
   * everything.
   */
  private static final int EVERYTHING = 10;

  private final String name;

  /** The module that asked for this logger; null if only requests use it. */
  private final @Nullable Module module;

  /** Null until the program around a worker logs. */
  private volatile System.@Nullable Logger ofProgram;

  /** Passes nothing on. */
  RequestLogger(String name) {
    this(name, null);
  }

  RequestLogger(String name, @Nullable Module module) {
    this.name = name;
    this.module = module;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    System.Logger program = ofProgram();
    if (program != null) {
      return program.isLoggable(level);
    }
    return level != Level.OFF && level.getSeverity() >= threshold(request()).getSeverity();
  }

  /**
   * Where the calling thread would log without this library; null if the thread belongs to a
   * worker.
   */
  private System.@Nullable Logger ofProgram() {
    if (module == null || StandardStreams.startedForWork() || RequestScope.current() != null) {
      return null;
    }
    System.Logger program = ofProgram;
    if (program == null) {
      program = ProgramLoggers.get(name, module);
      ofProgram = program;
    }
    return program;
  }

  /** The request that the calling thread works for, or must be working for; null if unknown. */
  private static @Nullable RequestRun request() {
    RequestScope scope = RequestScope.current();
    return scope == null ? RunningRequests.only() : scope.run();
  }

  private static Level threshold(@Nullable RequestRun run) {
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
    System.Logger program = ofProgram();
    if (program != null) {
      program.log(level, bundle, message, thrown);
    } else if (isLoggable(level)) {
      write(level, localized(bundle, message), thrown);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parts) {
    System.Logger program = ofProgram();
    if (program != null) {
      program.log(level, bundle, format, parts);
    } else if (isLoggable(level)) {
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
      return format; // The text has braces but is not a format: log it as it is.
    }
  }

  private void write(Level level, String message, @Nullable Throwable thrown) {
    RequestRun run = request();
    StringBuilder line = new StringBuilder().append(level).append(' ').append(name);
    if (run != null) {
      line.append(", request ").append(run.request().requestId());
    }
    StandardStreams.logOfCaller().say(line.append(": ").append(message).toString(), thrown);
  }
}
