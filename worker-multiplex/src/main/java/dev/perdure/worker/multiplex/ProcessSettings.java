package dev.perdure.worker.multiplex;

import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the whole process, which tools change for themselves. They are restored when the last
 * of several overlapping requests has ended, so each request of an exclusive tool sees the same
 * settings as the first one. New system properties are kept, since class initializers, which run
 * only once, may have set them.
 */
final class ProcessSettings {
  /** How many requests of isolated tools are running. Guarded by the class. */
  private static int running;

  /** The settings before the first of these requests. Guarded by the class. */
  private static @Nullable ProcessSettings before;

  private final Properties properties = (Properties) System.getProperties().clone();
  private final Locale locale = Locale.getDefault();
  private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
  private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
  private final TimeZone timeZone = TimeZone.getDefault();
  private final Thread.@Nullable UncaughtExceptionHandler uncaught =
      Thread.getDefaultUncaughtExceptionHandler();

  /** Notes that a request begins. */
  static synchronized void enter() {
    if (running == 0) {
      before = new ProcessSettings();
    }
    running++;
  }

  /** Notes that a request has ended. */
  static synchronized void leave() {
    running--;
    if (running == 0 && before != null) {
      before.putBack();
      before = null;
    }
  }

  private void putBack() {
    if (!System.getProperties().equals(properties)) {
      putBackProperties();
    }
    if (!locale.equals(Locale.getDefault())) {
      Locale.setDefault(locale);
    }
    if (!display.equals(Locale.getDefault(Locale.Category.DISPLAY))) {
      Locale.setDefault(Locale.Category.DISPLAY, display);
    }
    if (!format.equals(Locale.getDefault(Locale.Category.FORMAT))) {
      Locale.setDefault(Locale.Category.FORMAT, format);
    }
    if (!timeZone.equals(TimeZone.getDefault())) {
      TimeZone.setDefault(timeZone);
    }
    if (uncaught != Thread.getDefaultUncaughtExceptionHandler()) {
      Thread.setDefaultUncaughtExceptionHandler(uncaught);
    }
  }

  private void putBackProperties() {
    Properties now = System.getProperties();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (!Objects.equals(value, now.getProperty(name))) {
        now.setProperty(name, value);
      }
    }
  }
}
