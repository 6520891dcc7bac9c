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
 * A control group (cgroup v2) below that of the worker. A process in it can't leave it, and neither
 * can processes that it starts, whatever they do to their environment, session and descriptors.
 * Most workers are not allowed to make one; then this has no effect. Thread-safe.
 */
final class ControlGroup {
  /** The directory in which groups can be made; null if that is impossible. */
  private static final @Nullable Path PARENT = parent();

  private final @Nullable Path directory;

  /** Guarded by this. */
  private boolean made;

  private ControlGroup(@Nullable Path directory) {
    this.directory = directory;
  }

  /** A group with this name, which is made when a process is added. */
  static ControlGroup of(String name) {
    return new ControlGroup(PARENT == null ? null : PARENT.resolve(name));
  }

  /** A group that has no effect. */
  static ControlGroup none() {
    return new ControlGroup(null);
  }

  /** The directory in which groups are made, or an empty string. */
  static String place() {
    return PARENT == null ? "" : PARENT.toString();
  }

  /**
   * Removes the groups of workers that were killed. The system allows only empty groups to be
   * removed.
   */
  static void removeEmpty() {
    if (PARENT == null) {
      return;
    }
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(PARENT, "perdure-*.*")) {
      for (Path each : groups) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has processes, or it is another user's.
    }
  }

  /**
   * Adds a process. Processes that it has started before stay where they are. This can take some
   * milliseconds, during which the system may start no other process.
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
      remove(); // Not allowed, or the process has ended.
    }
  }

  /** Kills all processes in the group. */
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

  /** Removes the group if it is empty. */
  synchronized void remove() {
    if (directory != null && made) {
      try {
        Files.deleteIfExists(directory);
        made = false;
      } catch (IOException e) {
        // A process that the system can't kill keeps the group.
      }
    }
  }

  private void write(String file, String text) throws IOException {
    // Not a channel: with it, an interrupted thread could not write.
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
