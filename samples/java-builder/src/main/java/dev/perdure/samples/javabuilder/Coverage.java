package dev.perdure.samples.javabuilder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares classes for measuring coverage, by the JaCoCo that the toolchain names. That is the one
 * in Bazel's own builder, because such classes call a JaCoCo of exactly the same version, and tests
 * get theirs from the same package as that builder. Thread-safe.
 */
final class Coverage {
  /** The system property that names the jar with JaCoCo, or several with a separator between. */
  static final String PROPERTY = "perdure.jacoco";

  /** After the name of a class as the compiler made it. JaCoCo's reports need these. */
  private static final String ORIGINAL = ".uninstrumented";

  private static final String CORE = "org.jacoco.core.";

  private final List<Path> jars;

  /** Kept, because it takes much longer to load JaCoCo than to use it. */
  private @Nullable ClassLoader loader;

  private Coverage(List<Path> jars) {
    this.jars = jars;
  }

  /**
   * Loads nothing yet.
   *
   * @param jars the value of {@link #PROPERTY}; null if it is not set
   */
  static Coverage by(@Nullable String jars) {
    String[] names = jars == null ? new String[0] : jars.split(File.pathSeparator, -1);
    return new Coverage(Stream.of(names).map(Path::of).toList());
  }

  /**
   * Requires that the toolchain names JaCoCo; a compilation takes too long to be for nothing.
   *
   * @throws BadArgumentsException if it does not
   */
  void check() throws BadArgumentsException {
    if (jars.isEmpty()) {
      throw new BadArgumentsException(
          "to measure coverage, name the jar of Bazel's own builder by -D"
              + PROPERTY
              + "=... among the javabuilder_jvm_opts");
    }
  }

  /**
   * Instruments the classes that {@code jar} has so far, and keeps them as they are beside.
   *
   * @throws BadArgumentsException if there is no JaCoCo in the jars, or no jar
   * @throws IOException if JaCoCo can't read a class
   */
  void instrument(OutputJar jar) throws BadArgumentsException, IOException {
    Object instrumenter;
    Method method;
    try {
      ClassLoader jacoco = loader();
      Object calls =
          jacoco
              .loadClass(CORE + "runtime.OfflineInstrumentationAccessGenerator")
              .getConstructor()
              .newInstance();
      Class<?> type = jacoco.loadClass(CORE + "instr.Instrumenter");
      Class<?> generator = jacoco.loadClass(CORE + "runtime.IExecutionDataAccessorGenerator");
      instrumenter = type.getConstructor(generator).newInstance(calls);
      method = type.getMethod("instrument", byte[].class, String.class);
    } catch (ReflectiveOperationException | LinkageError | UncheckedIOException e) {
      throw new BadArgumentsException(
          "-D" + PROPERTY + ": there is no JaCoCo that can be used in " + jars + ": " + e);
    }
    jar.replaceClasses(
        ORIGINAL, (name, content) -> instrument(instrumenter, method, name, content));
  }

  private static byte[] instrument(Object instrumenter, Method method, String name, byte[] content)
      throws IOException {
    try {
      return (byte[]) method.invoke(instrumenter, content, name);
    } catch (InvocationTargetException e) {
      throw new IOException("JaCoCo can't instrument " + name + ": " + e.getCause(), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized ClassLoader loader() {
    if (loader == null) {
      loader = ProcessorLoader.open(jars);
    }
    return loader;
  }
}
