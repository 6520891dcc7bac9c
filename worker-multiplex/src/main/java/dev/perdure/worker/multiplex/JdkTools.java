package dev.perdure.worker.multiplex;

import java.util.HashSet;
import java.util.Set;

/**
 * The packages of the JDK that only the system class loader can load: those of its tools, such as
 * javac.
 */
final class JdkTools {
  private static final Set<String> PACKAGES = packages();

  private JdkTools() {}

  static boolean has(String packageName) {
    return PACKAGES.contains(packageName);
  }

  private static Set<String> packages() {
    Set<String> packages = new HashSet<>();
    ModuleLayer jdk = ModuleLayer.boot();
    for (Module module : jdk.modules()) {
      if (module.getClassLoader() == ClassLoader.getSystemClassLoader() && isOfJdk(module)) {
        packages.addAll(module.getPackages());
      }
    }
    return packages;
  }

  private static boolean isOfJdk(Module module) {
    return ModuleLayer.boot()
        .configuration()
        .findModule(module.getName())
        .flatMap(found -> found.reference().location())
        .filter(location -> location.getScheme().equals("jrt"))
        .isPresent();
  }
}
