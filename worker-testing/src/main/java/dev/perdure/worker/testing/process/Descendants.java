package dev.perdure.worker.testing.process;

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
 * <p>When a process ends, its children lose their parent. So they are noted while it runs. Others
 * are recognised by the worker's standard streams, which they have inherited.
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

  /** Notes the processes that are running now. */
  void note() {
    worker.descendants().forEach(seen::add);
  }

  /** Returns those that are running when the worker has ended, and still are at the deadline. */
  Set<ProcessHandle> awaitEnd(Deadline deadline) throws InterruptedException {
    Set<ProcessHandle> running = running();
    // Only the parent of a process can wait for it, and the parent is dead. So look repeatedly.
    while (!running.isEmpty() && deadline.nanosLeft() > 0) {
      LockSupport.parkNanos(Math.min(POLL_NANOS, deadline.nanosLeft()));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      running = running();
    }
    return running;
  }

  /** Whether one is running after the worker has ended. */
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

  /**
   * Whether a process is dead: in a container in which process 1 reaps nothing, the dead stay in
   * the table forever.
   */
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
