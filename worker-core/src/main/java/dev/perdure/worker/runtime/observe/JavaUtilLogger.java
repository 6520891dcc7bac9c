package dev.perdure.worker.runtime.observe;

import java.util.ResourceBundle;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A System.Logger over a java.util.logging logger, with the same levels as the JDK's own. The JDK
 * skips such classes when it looks for the caller. Thread-safe.
 */
final class JavaUtilLogger implements System.Logger {
  private final Logger logger;

  JavaUtilLogger(String name) {
    logger = Logger.getLogger(name);
  }

  @Override
  public String getName() {
    return logger.getName();
  }

  @Override
  public boolean isLoggable(Level level) {
    return logger.isLoggable(levelOf(level));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (bundle == null) {
      logger.log(levelOf(level), message, thrown);
    } else {
      logger.logrb(levelOf(level), bundle, message, thrown);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parts) {
    if (bundle == null) {
      logger.log(levelOf(level), format, parts);
    } else {
      logger.logrb(levelOf(level), bundle, format, parts);
    }
  }

  private static java.util.logging.Level levelOf(Level level) {
    return switch (level) {
      case ALL -> java.util.logging.Level.ALL;
      case TRACE -> java.util.logging.Level.FINER;
      case DEBUG -> java.util.logging.Level.FINE;
      case INFO -> java.util.logging.Level.INFO;
      case WARNING -> java.util.logging.Level.WARNING;
      case ERROR -> java.util.logging.Level.SEVERE;
      case OFF -> java.util.logging.Level.OFF;
    };
  }
}
