package dev.perdure.worker.runtime.request;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The child processes of one request. Thread-safe. */
final class AttachedProcesses {
  /** How long to wait for killed processes; those that the system can't end by then are left. */
  private static final long EXIT_NANOS = 1_000_000_000;

  // Guarded by this.
  private List<Process> processes = new ArrayList<>();
  private boolean killed;

  /** Adds a process; kills it at once if the others have been killed for good. */
  void add(Process process) {
    boolean late;
    synchronized (this) {
      processes.add(process);
      late = killed;
    }
    if (late) {
      kill(process);
    }
  }

  /** Kills all processes and their descendants, and also those that are added later. */
  void kill() {
    List<Process> all;
    synchronized (this) {
      killed = true;
      all = List.copyOf(processes);
    }
    killAll(all);
  }

  /** Kills the processes that are there now, and waits until they have ended. */
  void end() {
    List<Process> all;
    synchronized (this) {
      all = processes;
      processes = new ArrayList<>();
    }
    killAll(all);
    awaitExit(all);
  }

  /** Without a lambda, whose class would have to be created now. */
  private static void killAll(List<Process> all) {
    for (Process each : all) {
      kill(each);
    }
  }

  private static void kill(Process process) {
    // Descendants first: they can't be found once their parent is dead.
    for (ProcessHandle descendant : process.descendants().toList()) {
      descendant.destroyForcibly();
    }
    process.destroyForcibly();
  }

  /** Waits without onExit, whose futures need the common pool: a tool can keep that busy. */
  private static void awaitExit(List<Process> all) {
    long deadline = System.nanoTime() + EXIT_NANOS;
    boolean interrupted = false;
    for (int i = 0; i < all.size(); ) {
      try {
        var unused = all.get(i).waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        i++;
      } catch (InterruptedException e) {
        interrupted = true; // Even interrupted work has to wait for its processes.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
