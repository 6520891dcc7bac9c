package dev.perdure.worker.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The child processes of one request. Thread-safe. */
final class AttachedProcesses {
  /** How long those that are killed are waited for; what the system can't end is left. */
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

  /** Kills all processes and their descendants; those that are added later, too. */
  void kill() {
    List<Process> all;
    synchronized (this) {
      killed = true;
      all = List.copyOf(processes);
    }
    killAll(all);
  }

  /** Kills those that are there, and waits until they are gone. */
  void end() {
    List<Process> all;
    synchronized (this) {
      all = processes;
      processes = new ArrayList<>();
    }
    killAll(all);
    awaitExit(all);
  }

  /** Without a lambda, whose class would be made only now. */
  private static void killAll(List<Process> all) {
    for (Process each : all) {
      kill(each);
    }
  }

  private static void kill(Process process) {
    // Descendants first: those of a dead process can't be found any more.
    for (ProcessHandle descendant : process.descendants().toList()) {
      descendant.destroyForcibly();
    }
    process.destroyForcibly();
  }

  /** Not by onExit, whose futures wait for the common pool, which a tool can keep busy. */
  private static void awaitExit(List<Process> all) {
    long deadline = System.nanoTime() + EXIT_NANOS;
    boolean interrupted = false;
    for (int i = 0; i < all.size(); ) {
      try {
        var unused = all.get(i).waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        i++;
      } catch (InterruptedException e) {
        interrupted = true; // Work that was interrupted has not stopped before its processes.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
