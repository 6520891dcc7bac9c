package dev.perdure.worker.integration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other processes, which can't wake a waiter; each has a deadline. */
final class Await {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not happen within " + DEADLINE);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static void file(Path file) {
    until(file + " came", () -> Files.exists(file));
  }

  /** The process whose id a deed wrote into a file. */
  static ProcessHandle process(Path file) throws Exception {
    file(file);
    long pid = Long.parseLong(Files.readString(file, StandardCharsets.UTF_8));
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.orElseThrow(() -> new AssertionError("process " + pid + " is gone already"));
  }

  /** The end of a process that need not be a child of this one; returns the milliseconds. */
  static long end(ProcessHandle process) throws Exception {
    long start = System.nanoTime();
    process.onExit().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    return (System.nanoTime() - start) / 1_000_000;
  }
}
