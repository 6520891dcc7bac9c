package dev.perdure.worker.process;

import dev.perdure.worker.runtime.MemoryUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A process and all that it started. Those whose parent has died are nobody's children; Linux tells
 * them by a mark in the environment that they inherited. Immutable.
 */
final class ProcessTree {
  /** The variable of the mark. */
  static final String VARIABLE = "PERDURE_PROCESS";

  private static final Path PROC = Path.of("/proc");

  /** How often to look for processes that were started while others were killed. */
  private static final int ROUNDS = 10;

  private final ProcessHandle root;
  private final String entry;

  /**
   * The tree of {@code root}.
   *
   * @param mark the value of {@link #VARIABLE} in its environment, which no other process has
   */
  ProcessTree(ProcessHandle root, String mark) {
    this.root = root;
    entry = VARIABLE + "=" + mark + "\0";
  }

  /** The memory that is occupied by the root and its descendants, but for nobody's children. */
  long residentBytes() {
    long bytes = 0;
    for (ProcessHandle process : descent()) {
      bytes += MemoryUse.resident(process.pid());
    }
    return bytes;
  }

  /** Kills them all. */
  void kill() {
    Set<ProcessHandle> victims = descent();
    for (int round = 0; round < ROUNDS && !victims.isEmpty(); round++) {
      victims.forEach(ProcessHandle::destroyForcibly);
      victims = marked();
    }
  }

  private Set<ProcessHandle> descent() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    all.add(root);
    root.descendants().forEach(all::add);
    return all;
  }

  /** Those that carry the mark and are alive. */
  private Set<ProcessHandle> marked() {
    Set<ProcessHandle> marked = new LinkedHashSet<>();
    for (long pid : pids()) {
      if (carriesMark(pid)) {
        ProcessHandle.of(pid).ifPresent(marked::add);
      }
    }
    return marked;
  }

  private static List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : entries) {
        pids.add(Long.parseLong(each.getFileName().toString()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // Not Linux.
    }
    return pids;
  }

  private boolean carriesMark(long pid) {
    try {
      // The end of the one before, or the beginning: no variable's name may end like ours.
      String environment =
          "\0" + Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
      return environment.contains("\0" + entry);
    } catch (IOException e) {
      return false; // Another user's process, or one that has just ended.
    }
  }
}
