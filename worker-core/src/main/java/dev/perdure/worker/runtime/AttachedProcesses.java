package dev.perdure.worker.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The child processes of one request. Thread-safe. */
final class AttachedProcesses {
  private final List<ProcessHandle> handles = new ArrayList<>();
  private boolean ended;

  /** Adds a process; ends it at once if the others have been ended. */
  void add(ProcessHandle process) {
    synchronized (this) {
      if (!ended) {
        handles.add(process);
        return;
      }
    }
    end(process);
  }

  /** Ends all processes and their descendants, forcibly; those that are added later, too. */
  void end() {
    List<ProcessHandle> all;
    synchronized (this) {
      ended = true;
      all = List.copyOf(handles);
      handles.clear();
    }
    for (ProcessHandle process : all) {
      end(process);
    }
    for (ProcessHandle process : all) {
      awaitExit(process);
    }
  }

  private static void end(ProcessHandle process) {
    // Descendants first: those of a dead process can't be found any more.
    for (ProcessHandle descendant : process.descendants().toList()) {
      descendant.destroyForcibly();
    }
    process.destroyForcibly();
  }

  /** The work has stopped when its processes are gone; one that the system can't end is left. */
  private static void awaitExit(ProcessHandle process) {
    try {
      process.onExit().get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is ended, whether or not it is awaited.
    } catch (ExecutionException | TimeoutException e) {
      // As above.
    }
  }
}
