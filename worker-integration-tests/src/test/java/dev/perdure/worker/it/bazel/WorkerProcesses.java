package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes by their ids, as Linux tells of them.
 *
 * @param ids the process ids
 */
record WorkerProcesses(List<Long> ids) {
  WorkerProcesses {
    ids = List.copyOf(ids);
  }

  /** All Java processes below {@code server}, which is one itself. */
  static WorkerProcesses below(long server) {
    return new WorkerProcesses(
        ProcessHandle.of(server).stream()
            .flatMap(ProcessHandle::descendants)
            .filter(process -> process.info().command().orElse("").endsWith("/java"))
            .map(ProcessHandle::pid)
            .toList());
  }

  /** Waits until all have ended; returns when that was, as {@link System#nanoTime} counts. */
  long awaitEnd(Duration limit) {
    awaitEnd(System.nanoTime(), limit);
    return System.nanoTime();
  }

  /** Waits until all have ended; returns how long that took from {@code startNanos}. */
  Duration awaitEnd(long startNanos, Duration limit) {
    for (long id : ids) {
      while (isRunning(id)) {
        if (System.nanoTime() - startNanos > limit.toNanos()) {
          throw new AssertionError("process " + id + " still runs after " + limit);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /**
   * False for one that has ended and waits for its parent to ask, too: a worker whose client was
   * killed has a parent that may never.
   */
  static boolean isRunning(long id) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(id), "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return false; // It ended while we read.
    }
  }
}
