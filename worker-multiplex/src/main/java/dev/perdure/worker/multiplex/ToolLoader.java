package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.function.UnaryOperator;

/** Loads a tool from its own class path, beside the JDK and the API of this library. */
final class ToolLoader extends URLClassLoader {
  static {
    registerAsParallelCapable(); // A tool's threads load classes at once.
  }

  private final UnaryOperator<byte[]> rewriting;
  private final URL[] classPath;

  ToolLoader(URL[] classPath, UnaryOperator<byte[]> rewriting) {
    super("perdure-tool", classPath, new ApiLoader());
    this.classPath = classPath;
    this.rewriting = rewriting;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      byte[] classFile = rewriting.apply(read(resource));
      definePackage(name);
      CodeSource source = new CodeSource(codeSource(resource), (CodeSigner[]) null);
      return defineClass(name, classFile, 0, classFile.length, source);
    } catch (IOException | IllegalArgumentException e) {
      throw new ClassNotFoundException(name + " can't be read or rewritten", e);
    }
  }

  /** Past the JVM's cache of open jars, which would outlive this loader. */
  private static byte[] read(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  private void definePackage(String className) {
    int end = className.lastIndexOf('.');
    String name = end < 0 ? "" : className.substring(0, end);
    if (!name.isEmpty() && getDefinedPackage(name) == null) {
      try {
        definePackage(name, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException e) {
        // Another thread was faster.
      }
    }
  }

  /** The jar or directory of the class path that the class came from, which tools ask for. */
  private URL codeSource(URL resource) throws IOException {
    if (resource.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFileURL();
    }
    for (URL entry : classPath) {
      if (resource.toString().startsWith(entry.toString())) {
        return entry;
      }
    }
    return resource;
  }

  /** The JDK, and the one package that tool and worker share. */
  private static final class ApiLoader extends ClassLoader {
    private static final String API = WorkHandler.class.getPackageName() + '.';

    static {
      registerAsParallelCapable();
    }

    ApiLoader() {
      super("perdure-api", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(API) && name.indexOf('.', API.length()) < 0) {
        return Class.forName(name, false, WorkHandler.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
