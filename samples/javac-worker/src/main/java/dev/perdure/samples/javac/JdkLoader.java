package dev.perdure.samples.javac;

import com.sun.tools.javac.file.JavacFileManager;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows only the JDK, as annotation processors see it with the javac command. The JDK's own loader
 * of the compiler would also find the classes and resources of this program. Thread-safe.
 */
public final class JdkLoader extends ClassLoader {
  /** The only one. */
  public static final JdkLoader INSTANCE = new JdkLoader();

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader compiler = JavacFileManager.class.getClassLoader();

  private JdkLoader() {
    super(ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> found = compiler.loadClass(name);
    if (!found.getModule().isNamed()) {
      throw new ClassNotFoundException(name);
    }
    return found;
  }

  @Override
  protected @Nullable URL findResource(String name) {
    URL found = compiler.getResource(name);
    return found == null || !isOfTheJdk(found) ? null : found;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    List<URL> found = Collections.list(compiler.getResources(name));
    found.removeIf(it -> !isOfTheJdk(it));
    // The platform loader has already returned its own resources.
    found.removeAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(found);
  }

  private static boolean isOfTheJdk(URL resource) {
    return resource.getProtocol().equals("jrt");
  }
}
