package dev.perdure.worker.runtime.end;

import dev.perdure.worker.files.ManifestClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a worker's code comes from: the jars and directories of its class path, of its
 * module path and of its agents, the files that their manifests name, and those that the handler
 * names. Records their state at the time of creation. Immutable.
 */
final class ToolFiles {
  private static final String AGENT = "-javaagent:";

  /** The jars and directories, absolute, and the state of each. */
  private final Map<Path, State> all = new LinkedHashMap<>();

  /** Tells whether a file was written again. */
  private record State(long modified, long length) {
    static State of(Path path) {
      File file = path.toFile();
      return file.isDirectory() ? new State(0, 0) : new State(file.lastModified(), file.length());
    }

    /**
     * Instead of equals: the JVM makes that of a record at its first call, which may be when the
     * metaspace is full.
     */
    boolean isSame(State other) {
      return modified == other.modified && length == other.length;
    }
  }

  private ToolFiles() {}

  /** The files of this process, and {@code more}. */
  static ToolFiles ofProcess(Collection<Path> more) {
    ToolFiles files = new ToolFiles();
    files.addPath(System.getProperty("java.class.path", ""));
    files.addPath(System.getProperty("jdk.module.path", ""));
    files.addAgents();
    more.forEach(files::add);
    return files;
  }

  /** The files of a class path in the format of {@code java.class.path}. */
  static ToolFiles of(String classPath) {
    ToolFiles files = new ToolFiles();
    files.addPath(classPath);
    return files;
  }

  private void addPath(String path) {
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        add(entry);
      }
    }
  }

  /**
   * Only Linux tells the agents; on other systems, an agent's jar is found only if it is also on
   * the class path.
   */
  private void addAgents() {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc/self/cmdline"));
      for (String argument : new String(line, StandardCharsets.UTF_8).split("\0", -1)) {
        if (argument.startsWith(AGENT)) {
          int end = argument.indexOf('=');
          add(argument.substring(AGENT.length(), end < 0 ? argument.length() : end));
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  private void add(String entry) {
    try {
      add(Path.of(entry));
    } catch (InvalidPathException e) {
      return; // The JVM has found nothing there either.
    }
  }

  private void add(Path entry) {
    Path file = entry.toAbsolutePath().normalize();
    if (all.containsKey(file)) {
      return;
    }
    all.put(file, State.of(file));
    if (file.toString().endsWith(".jar")) {
      ManifestClassPath.of(file).forEach(this::add);
    } else {
      addModules(file);
    }
  }

  /** Adds the jars in a directory of a module path. */
  private void addModules(Path directory) {
    File[] jars = directory.toFile().listFiles((parent, name) -> name.endsWith(".jar"));
    for (File jar : jars == null ? new File[0] : jars) {
      add(jar.toPath());
    }
  }

  /** All files, absolute and normalized. */
  Collection<Path> all() {
    return all.keySet();
  }

  /**
   * A file that was written again or deleted since this was created; an empty string if there is
   * none.
   */
  String changedOnDisk() {
    for (Map.Entry<Path, State> each : all.entrySet()) {
      if (!State.of(each.getKey()).isSame(each.getValue())) {
        return each.getKey().toString();
      }
    }
    return "";
  }
}
