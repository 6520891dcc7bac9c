package dev.perdure.worker.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The files that make a worker: a launch script, a jar of the same name, and perhaps the JVM flags
 * of this worker and a folder of jars.
 *
 * @param launcher the launch script to write
 * @param layout how the classes lie beside it
 * @param mainClass the class that starts
 * @param classes the folder of the worker's own classes
 * @param libraries its dependencies, in the order of the class path
 * @param exitTrap how a call of System.exit is made to end only its request
 * @param manifestEntries more entries for the jar's manifest
 * @param relocation packages to move in a single jar
 * @param options a file with this worker's JVM flags, or null
 */
record WorkerPackage(
    Path launcher,
    Layout layout,
    String mainClass,
    Path classes,
    List<Library> libraries,
    ExitTrapChoice exitTrap,
    Map<String, String> manifestEntries,
    Relocation relocation,
    @Nullable Path options) {
  private static final Attributes.Name AGENT = new Attributes.Name("Launcher-Agent-Class");
  private static final String EXIT_TRAP = "dev.perdure.worker.exit.ExitTrapAgent";

  WorkerPackage {
    libraries = List.copyOf(libraries);
    // In an order of their own, so that two builds make the same manifest.
    manifestEntries = Collections.unmodifiableMap(new TreeMap<>(manifestEntries));
  }

  void write() throws PackagingException, IOException {
    check();
    Files.createDirectories(launcher.toAbsolutePath().getParent());
    Path jar = beside("jar");
    switch (layout) {
      case SINGLE ->
          SingleJar.write(
              jar, manifest(), classPath(), relocation, exitTrap == ExitTrapChoice.PACKAGED);
      case THIN -> ThinJar.write(jar, manifest(), classes, libraries);
    }
    writeLauncher();
    if (options == null) {
      Files.deleteIfExists(beside("options"));
    } else {
      Files.copy(options, beside("options"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether the JVM starts an agent before the main class. */
  boolean hasAgent() {
    return manifest().getMainAttributes().containsKey(AGENT);
  }

  private void check() throws PackagingException, IOException {
    if (!Files.isDirectory(classes)) {
      throw new PackagingException("there are no classes: " + classes + " is missing");
    }
    requireClass(mainClass, "the mainClass " + mainClass + " is neither in " + classes + " nor in");
    if (exitTrap == ExitTrapChoice.AGENT) {
      requireClass(EXIT_TRAP, "the exitTrap needs dev.perdure:worker-exit-trap, which is not in");
    }
    if (layout == Layout.THIN && exitTrap == ExitTrapChoice.PACKAGED) {
      throw new PackagingException(
          "the layout thin keeps jars as they are: the exitTrap packaged needs single");
    }
    if (layout == Layout.THIN && !relocation.packages().isEmpty()) {
      throw new PackagingException(
          "the layout thin keeps jars as they are: relocations need single");
    }
  }

  private void requireClass(String name, String problem) throws PackagingException, IOException {
    String wanted = name.replace('.', '/') + ".class";
    for (Path source : classPath()) {
      if (ClassFiles.has(source, wanted)) {
        return;
      }
    }
    throw new PackagingException(
        problem + " the runtime dependencies: " + libraries.stream().map(Library::name).toList());
  }

  private List<Path> classPath() {
    List<Path> path = new ArrayList<>(List.of(classes));
    libraries.forEach(library -> path.add(library.file()));
    return path;
  }

  private Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
    if (exitTrap == ExitTrapChoice.AGENT) {
      attributes.put(AGENT, EXIT_TRAP);
    }
    manifestEntries.forEach(attributes::putValue);
    return manifest;
  }

  private void writeLauncher() throws IOException {
    try (InputStream script = WorkerPackage.class.getResourceAsStream("launcher.sh")) {
      if (script == null) {
        throw new IOException("the plugin's jar has no launcher.sh");
      }
      Files.copy(script, launcher, StandardCopyOption.REPLACE_EXISTING);
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private Path beside(String suffix) {
    return launcher.resolveSibling(launcher.getFileName() + "." + suffix);
  }
}
