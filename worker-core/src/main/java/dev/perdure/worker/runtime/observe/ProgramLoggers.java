package dev.perdure.worker.runtime.observe;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The loggers that a program would have if this library were not on its class path: those of
 * another finder if there is one, otherwise those of java.util.logging, as in the JDK. Loaded only
 * in programs that are not workers. Thread-safe.
 */
final class ProgramLoggers {
  /** Null if there is none, or while it is being looked for. */
  private static final System.@Nullable LoggerFinder OTHER = otherFinder();

  private ProgramLoggers() {}

  private static System.@Nullable LoggerFinder otherFinder() {
    return ServiceLoader.load(System.LoggerFinder.class, ClassLoader.getSystemClassLoader())
        .stream()
        .filter(provider -> provider.type() != RequestLoggerFinder.class)
        .findFirst()
        .map(ServiceLoader.Provider::get)
        .orElse(null);
  }

  /** The logger of this name; null in a JVM without the module java.logging. */
  static System.@Nullable Logger get(String name, Module module) {
    if (OTHER != null) {
      return OTHER.getLogger(name, module);
    }
    try {
      return new JavaUtilLogger(name);
    } catch (NoClassDefFoundError e) {
      return null;
    }
  }
}
