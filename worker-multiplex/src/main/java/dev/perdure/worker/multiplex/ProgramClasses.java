package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool sees of the program around it: the JDK, and the packages that both share.
 *
 * <p>The parent is the system class loader, because there a ServiceLoader finds the services of the
 * JDK's own modules. But loading never delegates to the parent in general.
 */
final class ProgramClasses extends ClassLoader {
  private static final ClassLoader PLATFORM = getPlatformClassLoader();

  static {
    registerAsParallelCapable();
  }

  /** The class loader of each package that is shared. */
  private final Map<String, ClassLoader> shared;

  ProgramClasses(Map<String, ClassLoader> shared) {
    super(getSystemClassLoader());
    this.shared = shared;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    ClassLoader owner = owner(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    // Mostly there is no owner: then the JDK is asked, and after it the tool's class path.
    return (owner == null ? PLATFORM : owner).loadClass(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL resource = PLATFORM.getResource(name);
    ClassLoader owner = resource == null ? ownerOfResource(name) : null;
    return owner == null ? resource : owner.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> resources = PLATFORM.getResources(name);
    ClassLoader owner = ownerOfResource(name);
    if (owner == null) {
      return resources;
    }
    List<URL> all = new ArrayList<>(Collections.list(resources));
    all.addAll(Collections.list(owner.getResources(name)));
    return Collections.enumeration(all);
  }

  private @Nullable ClassLoader ownerOfResource(String name) {
    return owner(name.substring(0, Math.max(0, name.lastIndexOf('/'))).replace('/', '.'));
  }

  private @Nullable ClassLoader owner(String packageName) {
    ClassLoader loader = shared.get(packageName);
    return loader == null && JdkTools.has(packageName) ? getSystemClassLoader() : loader;
  }
}
