package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Loads a tool from its own class path, with the classes, packages and resources that the JVM's own
 * class loader would find there. It has no name, because stack traces would show it.
 */
final class ToolLoader extends URLClassLoader {
  static {
    registerAsParallelCapable(); // A tool's threads load classes concurrently.
  }

  /** Changes class files as they are loaded, or null. */
  private final @Nullable UnaryOperator<byte[]> rewriting;

  /**
   * The jars for resources and for rewritten classes; the superclass opens its own for other
   * classes.
   */
  private final OpenJars jars;

  ToolLoader(URL[] classPath, ProgramClasses program, @Nullable UnaryOperator<byte[]> rewriting) {
    this(classPath, program, rewriting, new OpenJars());
  }

  private ToolLoader(
      URL[] classPath,
      ProgramClasses program,
      @Nullable UnaryOperator<byte[]> rewriting,
      OpenJars jars) {
    super(classPath, program, new ToolJarUrls(jars));
    this.rewriting = rewriting;
    this.jars = jars;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (rewriting == null) {
      return super.findClass(name);
    }
    URL resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      ClassFiles.ClassFile file = new ClassFiles(jars).read(name, resource);
      byte[] bytes = rewriting.apply(file.bytes());
      int end = name.lastIndexOf('.');
      if (end >= 0) {
        definePackage(name.substring(0, end), file);
      }
      return defineClass(name, bytes, 0, bytes.length, file.source());
    } catch (IOException | IllegalArgumentException e) {
      throw new ClassNotFoundException(name + " can't be read or rewritten", e);
    }
  }

  /** Defines the package in the same way as the superclass. */
  private void definePackage(String name, ClassFiles.ClassFile file) {
    Manifest manifest = file.manifest();
    if (isDefined(name, file)) {
      return;
    }
    try {
      if (manifest == null) {
        definePackage(name, null, null, null, null, null, null, null);
      } else {
        definePackage(name, manifest, file.source().getLocation());
      }
    } catch (IllegalArgumentException e) {
      isDefined(name, file); // Another thread has defined it, perhaps from another jar.
    }
  }

  private boolean isDefined(String name, ClassFiles.ClassFile file) {
    Package known = getDefinedPackage(name);
    if (known == null) {
      return false;
    }
    if (known.isSealed() && !known.isSealed(file.source().getLocation())) {
      throw new SecurityException("sealing violation: package " + name + " is sealed");
    }
    if (!known.isSealed() && isSealed(name, file.manifest())) {
      throw new SecurityException(
          "sealing violation: can't seal package " + name + ": already loaded");
    }
    return true;
  }

  private static boolean isSealed(String name, @Nullable Manifest manifest) {
    if (manifest == null) {
      return false;
    }
    Attributes own = manifest.getAttributes(name.replace('.', '/') + '/');
    String value = own == null ? null : own.getValue(Attributes.Name.SEALED);
    if (value == null) {
      value = manifest.getMainAttributes().getValue(Attributes.Name.SEALED);
    }
    return "true".equalsIgnoreCase(value);
  }

  /** Does not use the superclass's method, which closes a jar that it finds in the JVM's cache. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    URL resource = getResource(name);
    try {
      return resource == null ? null : resource.openStream();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    try (jars) {
      super.close();
    }
  }
}
