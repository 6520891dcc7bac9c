package dev.perdure.worker.process;

import dev.perdure.worker.runtime.MemoryUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and all that it started. Those whose parent has died are nobody's children. Several
 * things tell them, since a process may lose each: a control group where the worker may make one;
 * the mark in the environment that they inherited; the file of the child's standard error that they
 * have open; and that they were seen while their parents lived. Thread-safe.
 */
final class ProcessTree {
  /** The variable of the mark. */
  static final String VARIABLE = "PERDURE_PROCESS";

  /** How often to look for processes that were started while others were killed. */
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
   * @param mark the value of {@link #VARIABLE} in its environment, and a part of the name of the
   *     file that it has as its standard error; no other process has it
   * @param group a group of its own
   */
  ProcessTree(ProcessHandle root, String mark, ControlGroup group) {
    this.root = root;
    this.group = group;
    entry = "\0" + VARIABLE + "=" + mark + "\0";
    errorFile = mark + ErrorFile.SUFFIX;
    start = ProcFiles.startTime(root.pid());
  }

  /** Puts the root into its group, which takes a moment. */
  void enterGroup() {
    group.add(root.pid());
  }

  /** The memory that is occupied by the root and the descendants that are known. */
  synchronized long residentBytes() {
    long bytes = 0;
    for (ProcessHandle process : descent()) {
      bytes += MemoryUse.resident(process.pid());
    }
    return bytes;
  }

  /** Kills them all; without effect once they are gone. */
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

  /** Gives the group back, after {@link #kill}; waits a moment for those that are on their way. */
  synchronized void close() {
    for (int round = 0; round < LEAVING_MILLIS && !group.isEmpty(); round++) {
      LockSupport.parkNanos(1_000_000); // Only the system knows when they have left.
    }
    group.remove();
  }

  /** The root, those whose parents live, and those that were seen while their parents lived. */
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

  /** What Linux tells of one process; the JDK reads of all processes who their parents are. */
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

  /** Those that are told by something else than their parents, and are alive. */
  private Set<ProcessHandle> orphans() {
    Set<ProcessHandle> orphans = new LinkedHashSet<>();
    for (long pid : ProcFiles.processes()) {
      // No variable whose name only ends like ours.
      if (("\0" + ProcFiles.read(pid, "environ")).contains(entry) || holdsErrors(pid)) {
        ProcessHandle.of(pid).ifPresent(orphans::add);
      }
    }
    return orphans;
  }

  /** Only those that are younger are asked, which takes the longest. */
  private boolean holdsErrors(long pid) {
    return start > 0 && ProcFiles.startTime(pid) >= start && ProcFiles.writesTo(pid, errorFile);
  }
}
