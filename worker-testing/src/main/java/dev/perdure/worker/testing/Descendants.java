package dev.perdure.worker.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes that a worker started, and those that they started. Thread-safe.
 *
 * <p>When a process ends, its children are nobody's. So they are noted while it runs, and those
 * that were not are known by the worker's standard streams, which they inherited.
 */
final class Descendants {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ProcessHandle worker;
  private final InheritedPipes pipes;
  private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

  Descendants(ProcessHandle worker) {
    this.worker = worker;
    pipes = InheritedPipes.of(worker.pid());
  }

  /** Notes those that run now. */
  void note() {
    worker.descendants().forEach(seen::add);
  }

  /** Those that run when the worker has ended, and at the deadline still do. */
  Set<ProcessHandle> awaitEnd(Deadline deadline) throws InterruptedException {
    Set<ProcessHandle> running = running();
    // Only the parent of a process can wait for it, and the parent is dead: look again and again.
    while (!running.isEmpty() && deadline.nanosLeft() > 0) {
      LockSupport.parkNanos(Math.min(POLL_NANOS, deadline.nanosLeft()));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      running = running();
    }
    return running;
  }

  /** True if one runs when the worker has ended. */
  boolean anyRuns() {
    return !running().isEmpty();
  }

  private Set<ProcessHandle> running() {
    pipes.holders().forEach(seen::add);
    seen.addAll(seen.stream().flatMap(ProcessHandle::descendants).toList());
    seen.remove(worker);
    Set<ProcessHandle> running = new LinkedHashSet<>(seen);
    running.removeIf(process -> !process.isAlive() || isZombie(process));
    return running;
  }

  /** In a container where process 1 reaps nothing, the dead stay in the table for ever. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      String status =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
      return status.startsWith("Z", status.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
