package dev.perdure.samples.javac;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Loads annotation processors as the javac command does: with the JDK's own loader, created for one
 * compilation, so that no static state is left of the previous one. But it need not open all jars
 * to find out that they have no processors. Thread-safe.
 */
final class ProcessorLoader extends URLClassLoader {
  private static final String SERVICES = "META-INF/services/";

  static {
    registerAsParallelCapable();
  }

  private final List<KeptJar> jars;

  /**
   * @param jars what is known about the jars at all of {@code urls}; empty if nothing is
   */
  ProcessorLoader(URL[] urls, List<KeptJar> jars) {
    super(urls, JdkLoader.INSTANCE);
    this.jars = jars.stream().anyMatch(ProcessorLoader::leadsToOthers) ? List.of() : jars;
  }

  private static boolean leadsToOthers(KeptJar jar) {
    return jar.attributes().containsKey(Attributes.Name.CLASS_PATH)
        || jar.entry("META-INF/INDEX.LIST") != null;
  }

  private boolean isAbsent(String name) {
    return name.startsWith(SERVICES)
        && !name.endsWith("/")
        && !jars.isEmpty()
        && jars.stream().allMatch(it -> it.entry(name) == null);
  }

  @Override
  public @Nullable URL findResource(String name) {
    return isAbsent(name) ? null : super.findResource(name);
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    return isAbsent(name) ? Collections.emptyEnumeration() : super.findResources(name);
  }
}
