package dev.perdure.worker.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Copies jars and folders of classes into one jar. */
final class SingleJar {
  private static final String SERVICES = "META-INF/services/";

  /**
   * What must not be in it: one jar is no module, and of several it can be only one; signatures and
   * indexes are of the jars that they came with.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(META-INF/versions/[^/]+/)?module-info\\.class|META-INF/MANIFEST\\.MF|META-INF/maven/.*"
              + "|META-INF/INDEX\\.LIST|META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private static final Pattern FOR_A_RELEASE = Pattern.compile("META-INF/versions/[^/]+/.*[^/]");

  private final Relocation relocation;
  private final Map<String, Set<String>> services = new TreeMap<>();
  private final StoredJar jar;
  private final boolean exits;

  private SingleJar(StoredJar jar, Relocation relocation, boolean exits) {
    this.jar = jar;
    this.exits = exits;
    this.relocation = relocation;
  }

  /**
   * Replaces {@code file}, unless it is the same.
   *
   * @param exits whether the exit calls of all classes are redirected
   */
  static void write(
      Path file, Manifest manifest, List<Path> sources, Relocation relocation, boolean exits)
      throws IOException, PackagingException {
    if (anyIsMultiRelease(sources)) {
      manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    }
    FileUpdate.write(
        file,
        fresh -> {
          try (StoredJar jar = StoredJar.create(fresh, manifest)) {
            SingleJar single = new SingleJar(jar, relocation, exits);
            for (Path source : sources) {
              ClassFiles.each(source, single::add);
            }
            single.addServices();
          }
        });
  }

  private static boolean anyIsMultiRelease(List<Path> sources)
      throws IOException, PackagingException {
    for (Path source : sources) {
      if (isMultiRelease(source)) {
        return true;
      }
    }
    return false;
  }

  /** Many a jar has no class for a newer release but its module-info, which is left out. */
  private static boolean isMultiRelease(Path source) throws IOException, PackagingException {
    boolean[] said = new boolean[1];
    boolean[] used = new boolean[1];
    ClassFiles.each(
        source,
        (name, content) -> {
          said[0] |= name.equals(JarFile.MANIFEST_NAME) && isMultiRelease(content);
          used[0] |= FOR_A_RELEASE.matcher(name).matches() && !LEFT_OUT.matcher(name).matches();
        });
    return said[0] && used[0];
  }

  private static boolean isMultiRelease(byte[] manifest) throws IOException {
    return "true"
        .equalsIgnoreCase(
            new Manifest(new ByteArrayInputStream(manifest))
                .getMainAttributes()
                .getValue(Attributes.Name.MULTI_RELEASE));
  }

  private void add(String name, byte[] content) throws IOException, PackagingException {
    if (LEFT_OUT.matcher(name).matches()) {
      return;
    }
    if (name.startsWith(SERVICES) && !name.endsWith("/")) {
      // Each codec names itself in a file of the same name.
      String service = relocation.ofName(name.substring(SERVICES.length()));
      Set<String> lines = services.computeIfAbsent(service, key -> new LinkedHashSet<>());
      new String(content, UTF_8).lines().map(relocation::ofName).forEach(lines::add);
      return;
    }
    jar.add(relocation.ofPath(name), name.endsWith(".class") ? relocated(name, content) : content);
  }

  private byte[] relocated(String name, byte[] classFile) throws PackagingException {
    try {
      return relocation.ofClass(exits ? PackagedExits.rewrite(name, classFile) : classFile);
    } catch (IllegalArgumentException e) {
      throw new PackagingException("can't relocate in " + name + ": " + e.getMessage(), e);
    }
  }

  private void addServices() throws IOException {
    for (Map.Entry<String, Set<String>> each : services.entrySet()) {
      byte[] content = (String.join("\n", each.getValue()) + "\n").getBytes(UTF_8);
      jar.add(SERVICES + each.getKey(), content);
    }
  }
}
