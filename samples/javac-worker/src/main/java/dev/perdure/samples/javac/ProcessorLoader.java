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
 * Loads annotation processors as the javac command does: the JDK's own loader, made for one
 * compilation, so that nothing static is left of the one before. But it need not open all jars to
 * find out that there are no processors in them. Thread-safe.
 */
final class ProcessorLoader extends URLClassLoader {
  private static final String SERVICES = "META-INF/services/";

  static {
    registerAsParallelCapable();
  }

  private final List<KeptJar> jars;

  /**
   * @param jars what is known of the jars at all of {@code urls}; empty if nothing
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
