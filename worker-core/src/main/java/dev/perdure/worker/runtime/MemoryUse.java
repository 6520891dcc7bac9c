package dev.perdure.worker.runtime;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** How much memory processes occupy. */
public final class MemoryUse {
  private static final String RESIDENT = "VmRSS:";

  private MemoryUse() {}

  /** The part of the maximal heap that is in use, garbage included. */
  static double heap() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  /** The resident bytes of this process and all that descend from it; 0 where /proc is missing. */
  static long resident() {
    ProcessHandle self = ProcessHandle.current();
    try (Stream<ProcessHandle> descendants = self.descendants()) {
      return Stream.concat(Stream.of(self), descendants)
          .mapToLong(process -> resident(process.pid()))
          .sum();
    }
  }

  /** The resident bytes of one process; 0 if it has ended, and where /proc is missing. */
  public static long resident(long pid) {
    // No channel: one that an interrupted thread reads is closed.
    try (BufferedReader status =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1))) {
      for (String line = status.readLine(); line != null; line = status.readLine()) {
        if (line.startsWith(RESIDENT)) {
          String number = line.substring(RESIDENT.length()).replace("kB", "").strip();
          return Long.parseLong(number) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0; // No /proc, or the process has just ended.
    }
    return 0;
  }
}
