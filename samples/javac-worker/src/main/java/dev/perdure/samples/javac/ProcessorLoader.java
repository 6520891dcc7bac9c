package dev.perdure.samples.javac;

import com.sun.tools.javac.file.JavacFileManager;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Loads annotation processors from jars that are open. Unlike a URLClassLoader it opens no file by
 * name, neither late nor for a resource: by then the name can stand for another jar, and the JDK
 * shares open jars by name and time stamp. Thread-safe.
 *
 * <p>Not {@code Closeable}: javac closes such a loader behind the compilation.
 */
final class ProcessorLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private record Source(KeptJar jar, URL url, ProtectionDomain domain) {}

  private record Found(Path file, Source source) {}

  private final List<Source> sources;

  private ProcessorLoader(List<Source> sources) {
    super(JavacFileManager.class.getClassLoader()); // As javac's own.
    this.sources = sources;
  }

  /**
   * @param jars open for as long as the loader is used
   * @param files their names
   */
  static ProcessorLoader of(List<KeptJar> jars, List<Path> files) throws MalformedURLException {
    List<Source> sources = new ArrayList<>();
    ProcessorLoader loader = new ProcessorLoader(sources);
    for (int i = 0; i < jars.size(); i++) {
      URL url = files.get(i).toUri().toURL();
      CodeSource code = new CodeSource(url, (Certificate[]) null);
      ProtectionDomain domain = new ProtectionDomain(code, null, loader, null);
      sources.add(new Source(jars.get(i), url, domain));
    }
    return loader;
  }

  private @Nullable Found find(String name) {
    for (Source source : sources) {
      Path file = source.jar().entry(name);
      if (file != null) {
        return new Found(file, source);
      }
    }
    return null;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Found found = find(name.replace('.', '/') + ".class");
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      byte[] bytes = Files.readAllBytes(found.file());
      definePackageOf(name, found.source());
      return defineClass(name, bytes, 0, bytes.length, found.source().domain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private void definePackageOf(String className, Source source) {
    int dot = className.lastIndexOf('.');
    String name = dot < 0 ? "" : className.substring(0, dot);
    if (dot < 0 || getDefinedPackage(name) != null) {
      return;
    }
    Attributes manifest = source.jar().attributes();
    try {
      definePackage(
          name,
          manifest.getValue(Attributes.Name.SPECIFICATION_TITLE),
          manifest.getValue(Attributes.Name.SPECIFICATION_VERSION),
          manifest.getValue(Attributes.Name.SPECIFICATION_VENDOR),
          manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
          manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
          manifest.getValue(Attributes.Name.IMPLEMENTATION_VENDOR),
          null);
    } catch (IllegalArgumentException e) {
      // Another thread was first.
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    Found found = find(name);
    return found == null ? null : JarEntryUrl.of(found.source().url(), name, found.file());
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    List<URL> all = new ArrayList<>();
    for (Source source : sources) {
      Path file = source.jar().entry(name);
      if (file != null) {
        all.add(JarEntryUrl.of(source.url(), name, file));
      }
    }
    return Collections.enumeration(all);
  }
}
