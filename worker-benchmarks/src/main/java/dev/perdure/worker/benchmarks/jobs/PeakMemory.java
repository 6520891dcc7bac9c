package dev.perdure.worker.benchmarks.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The most memory that this process's children have together, looked at every few milliseconds. */
final class PeakMemory implements AutoCloseable {
  private static final long EVERY_MILLIS = 10;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> looking;
  private volatile long mostKibibytes;

  PeakMemory() {
    looking = clock.scheduleAtFixedRate(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now =
        ProcessHandle.current().descendants().mapToLong(child -> resident(child.pid())).sum();
    mostKibibytes = Math.max(mostKibibytes, now);
  }

  private static long resident(long pid) {
    try {
      Optional<String> line =
          Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(it -> it.startsWith("VmRSS:"))
              .findFirst();
      return line.map(it -> Long.parseLong(it.replaceAll("[^0-9]", ""))).orElse(0L);
    } catch (IOException e) {
      return 0; // It has ended.
    }
  }

  double mebibytes() {
    return mostKibibytes / 1024.0;
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdownNow();
  }
}
