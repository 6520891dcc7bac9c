package dev.perdure.samples.javac;

import com.sun.tools.javac.file.JavacFileManager;
import com.sun.tools.javac.util.Context;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * javac's file manager, for one of many requests of a process: it writes into no file outside of
 * the request's sandbox directory, and leaves no class loader open.
 */
public class RequestFileManager extends JavacFileManager {
  static {
    // Otherwise the JDK keeps each jar open from which a resource was read by URL, and goes on
    // reading that jar forever.
    URLConnection.setDefaultUseCaches("jar", false);
  }

  private final WorkContext request;
  private final boolean sandboxed;
  private final List<URLClassLoader> loaders = new ArrayList<>();

  /**
   * @param charset of sources, if no option tells; null for the default of the JVM
   */
  RequestFileManager(Context context, WorkContext request, @Nullable Charset charset) {
    super(context, true, charset);
    this.request = request;
    this.sandboxed = !WorkRoot.of(request).isWorkingDirectory();
  }

  // Class loaders.

  @Override
  protected ClassLoader getClassLoader(URL[] urls) {
    return closing(new ProcessorLoader(urls, List.of()));
  }

  /**
   * Closes {@code loader} with this file manager: javac does not close all loaders that it creates.
   */
  final URLClassLoader closing(URLClassLoader loader) {
    loaders.add(loader);
    return loader;
  }

  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
    super.close();
  }

  // Outputs.

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling)
      throws IOException {
    return checked(super.getJavaFileForOutput(location, className, kind, sibling));
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, @Nullable FileObject sibling)
      throws IOException {
    return checked(super.getFileForOutput(location, packageName, relativeName, sibling));
  }

  private <T extends FileObject> T checked(T output) throws IOException {
    if (sandboxed) {
      Path file = request.relativize(asPath(output));
      try {
        request.resolveOutput(file.toString());
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return output;
  }
}
