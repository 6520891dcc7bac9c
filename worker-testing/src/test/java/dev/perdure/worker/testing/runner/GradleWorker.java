package dev.perdure.worker.testing.runner;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The main program of a process that runs tests as Gradle's test worker does: they and JUnit are in
 * a class loader beside this program's own, and a thread runs them that has it for its context.
 */
final class GradleWorker {
  private GradleWorker() {}

  /** Runs the tests of the class that is named first; the others are the class path. */
  public static void main(String[] arguments) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      classPath.add(Path.of(arguments[i]).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(
            "tests", classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Method run =
          Class.forName(LauncherRun.class.getName(), true, loader)
              .getDeclaredMethod("of", String.class);
      run.setAccessible(true);
      Thread thread = new Thread(() -> invoke(run, arguments[0]), "Test worker");
      thread.setContextClassLoader(loader);
      thread.start();
      thread.join();
    }
  }

  private static void invoke(Method run, String tests) {
    try {
      run.invoke(null, tests);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
