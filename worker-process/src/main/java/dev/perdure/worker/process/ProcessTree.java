package dev.perdure.worker.process;

import dev.perdure.worker.runtime.system.MemoryUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and all its descendants, including those whose parents have died. A process can lose
 * each of the things that identify it, so there are several: a control group, if the worker may
 * make one; the mark in the inherited environment; the child's error file, which the process has
 * open; and a record of those that were seen while their parents were alive. Thread-safe.
 */
final class ProcessTree {
  /** The environment variable with the mark. */
  static final String VARIABLE = "PERDURE_PROCESS";

  /** How many times to look for processes that were started while others were killed. */
  private static final int ROUNDS = 10;

  /** How long killed processes may take to leave their group. */
  private static final int LEAVING_MILLIS = 1_000;

  private static final boolean CHILDREN_ARE_TOLD =
      Files.exists(Path.of("/proc/thread-self/children"));

  private final ProcessHandle root;
  private final String entry;
  private final String errorFile;
  private final long start;

  private final ControlGroup group;

  // Guarded by this.
  private final Set<ProcessHandle> known = new HashSet<>();
  private boolean gone;

  /**
   * The tree of {@code root}.
   *
   * @param mark the value of {@link #VARIABLE} in its environment, and a part of the name of its
   *     standard error file; unique to it
   * @param group its own group
   */
  ProcessTree(ProcessHandle root, String mark, ControlGroup group) {
    this.root = root;
    this.group = group;
    entry = "\0" + VARIABLE + "=" + mark + "\0";
    errorFile = mark + ErrorFile.SUFFIX;
    start = ProcFiles.startTime(root.pid());
  }

  /** Moves the root into its group, which takes a moment. */
  void enterGroup() {
    group.add(root.pid());
  }

  /** The memory in bytes that the root and its known descendants occupy. */
  synchronized long residentBytes() {
    long bytes = 0;
    for (ProcessHandle process : descent()) {
      bytes += MemoryUse.resident(process.pid());
    }
    return bytes;
  }

  /** Kills all processes; has no effect once they are gone. */
  synchronized void kill() {
    if (gone) {
      return;
    }
    descent().forEach(ProcessHandle::destroyForcibly);
    group.kill();
    Set<ProcessHandle> left = orphans();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      left.forEach(ProcessHandle::destroyForcibly);
      group.kill();
      left = orphans();
    }
    gone = left.isEmpty();
  }

  /** Removes the group, after {@link #kill}; waits a moment for processes that are still ending. */
  synchronized void close() {
    for (int round = 0; round < LEAVING_MILLIS && !group.isEmpty(); round++) {
      LockSupport.parkNanos(1_000_000); // Only the system knows when they have left the group.
    }
    group.remove();
  }

  /**
   * The root, descendants whose parents are alive, and those that were seen while their parents
   * were.
   */
  private Set<ProcessHandle> descent() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    known.add(root);
    known.removeIf(process -> !process.isAlive());
    for (ProcessHandle each : known) {
      if (all.add(each)) {
        addDescendants(each, all);
      }
    }
    known.addAll(all);
    return all;
  }

  private static void addDescendants(ProcessHandle process, Set<ProcessHandle> all) {
    if (CHILDREN_ARE_TOLD) {
      addChildren(process.pid(), all);
    } else {
      process.descendants().forEach(all::add);
    }
  }

  /**
   * Adds the children that Linux tells for one process. The JDK would read the parents of all
   * processes.
   */
  private static void addChildren(long pid, Set<ProcessHandle> all) {
    for (long thread : ProcFiles.threads(pid)) {
      StringTokenizer children =
          new StringTokenizer(ProcFiles.read(pid, "task/" + thread + "/children"));
      while (children.hasMoreTokens()) {
        long child = Long.parseLong(children.nextToken());
        ProcessHandle.of(child).ifPresent(all::add);
        addChildren(child, all);
      }
    }
  }

  /** The living processes that are identified by something other than their parents. */
  private Set<ProcessHandle> orphans() {
    Set<ProcessHandle> orphans = new LinkedHashSet<>();
    for (long pid : ProcFiles.processes()) {
      // Not a variable whose name only ends like ours.
      if (("\0" + ProcFiles.read(pid, "environ")).contains(entry) || holdsErrors(pid)) {
        ProcessHandle.of(pid).ifPresent(orphans::add);
      }
    }
    return orphans;
  }

  /**
   * Whether a process has the error file open. This takes longest, so only processes that are
   * younger than the root are checked.
   */
  private boolean holdsErrors(long pid) {
    return start > 0 && ProcFiles.startTime(pid) >= start && ProcFiles.writesTo(pid, errorFile);
  }
}
