package dev.perdure.worker.process;

import dev.perdure.worker.runtime.system.MemoryUse;
import java.util.List;
import java.util.Random;

/**
 * Looks at the children of this process again and again, and kills one now and then. Thread-safe.
 */
final class ChildWatch {
  private int mostProcesses;
  private long mostBytes;
  private int kills;

  /** Looks once. */
  synchronized void look(Random random) {
    List<ProcessHandle> children =
        ProcessHandle.current()
            .children()
            .filter(child -> Processes.runs(child.pid()))
            .filter(child -> !Processes.isLifeline(child.pid()))
            .toList();
    mostProcesses = Math.max(mostProcesses, children.size());
    // For a moment a new one still is a copy of this JVM, which shares all of its memory.
    long bytes =
        children.stream()
            .map(ProcessHandle::pid)
            .filter(Processes::isFakeChild)
            .mapToLong(MemoryUse::resident)
            .sum();
    mostBytes = Math.max(mostBytes, bytes);
    if (!children.isEmpty() && random.nextInt(8) == 0) {
      children.get(random.nextInt(children.size())).destroyForcibly();
      kills++;
    }
  }

  synchronized int mostProcesses() {
    return mostProcesses;
  }

  synchronized long mostBytes() {
    return mostBytes;
  }

  @Override
  public synchronized String toString() {
    return kills + " killed, at most " + mostProcesses + " at once, " + (mostBytes >> 20) + " MiB";
  }
}
