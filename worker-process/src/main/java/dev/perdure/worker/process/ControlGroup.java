package dev.perdure.worker.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control group (cgroup v2) below that of the worker. A process that is put there can't leave it,
 * nor can what it starts, whatever it does to its environment, its session and its descriptors.
 * Most workers may not make one; then it has no effect. Thread-safe.
 */
final class ControlGroup {
  /** Where groups can be made; null where they can't. */
  private static final @Nullable Path PARENT = parent();

  private final @Nullable Path directory;

  /** Guarded by this. */
  private boolean made;

  private ControlGroup(@Nullable Path directory) {
    this.directory = directory;
  }

  /** A group of this name, which is made when a process is added. */
  static ControlGroup of(String name) {
    return new ControlGroup(PARENT == null ? null : PARENT.resolve(name));
  }

  /** A group that has no effect. */
  static ControlGroup none() {
    return new ControlGroup(null);
  }

  /** Where groups are made, or an empty text. */
  static String place() {
    return PARENT == null ? "" : PARENT.toString();
  }

  /** Removes the groups whose workers were killed: the system only lets empty ones be removed. */
  static void removeEmpty() {
    if (PARENT == null) {
      return;
    }
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(PARENT, "perdure-*.*")) {
      for (Path each : groups) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Somebody lives there, or it is another user's.
    }
  }

  /**
   * Puts a process here. What it has started before stays where it is. It can take some
   * milliseconds, for which no process of the system may start.
   */
  synchronized void add(long pid) {
    if (directory == null) {
      return;
    }
    try {
      Files.createDirectory(directory);
      made = true;
      write("cgroup.procs", Long.toString(pid));
    } catch (IOException e) {
      remove(); // It may not, or the process has ended.
    }
  }

  /** Kills all that is here. */
  synchronized void kill() {
    if (directory == null || !made) {
      return;
    }
    try {
      write("cgroup.kill", "1");
    } catch (IOException e) { // Before Linux 5.14.
      for (long pid : processes()) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  synchronized boolean isEmpty() {
    return processes().isEmpty();
  }

  private List<Long> processes() {
    return directory == null || !made
        ? List.of()
        : ProcFiles.read(directory.resolve("cgroup.procs")).lines().map(Long::valueOf).toList();
  }

  /** Removes it where it is empty. */
  synchronized void remove() {
    if (directory != null && made) {
      try {
        Files.deleteIfExists(directory);
        made = false;
      } catch (IOException e) {
        // What the system can't kill keeps it.
      }
    }
  }

  private void write(String file, String text) throws IOException {
    // No channel: an interrupted thread could not write.
    try (FileOutputStream out = new FileOutputStream(directory + "/" + file)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The worker's own group, as this process sees it. */
  private static @Nullable Path parent() {
    for (String own : ProcFiles.read(Path.of("/proc/self/cgroup")).split("\n", -1)) {
      if (own.startsWith("0::/")) {
        Path parent = mounted(own.substring("0::".length()));
        return parent != null && Files.isWritable(parent) ? parent : null;
      }
    }
    return null;
  }

  private static @Nullable Path mounted(String group) {
    for (String line : ProcFiles.read(Path.of("/proc/self/mountinfo")).split("\n", -1)) {
      int type = line.indexOf(" - cgroup2 ");
      String[] fields = line.split(" ", -1);
      if (type < 0 || fields.length < 5) {
        continue;
      }
      String root = fields[3];
      if (root.equals("/")) {
        return Path.of(fields[4] + group);
      }
      if (group.equals(root) || group.startsWith(root + "/")) {
        return Path.of(fields[4] + group.substring(root.length()));
      }
    }
    return null;
  }
}
