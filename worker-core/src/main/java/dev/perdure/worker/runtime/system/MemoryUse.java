package dev.perdure.worker.runtime.system;

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

  /** The fraction of the maximum heap that is in use, including garbage. */
  public static double heap() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  /** The resident bytes of this process and all its descendants; 0 if there is no /proc. */
  public static long resident() {
    ProcessHandle self = ProcessHandle.current();
    try (Stream<ProcessHandle> descendants = self.descendants()) {
      return Stream.concat(Stream.of(self), descendants)
          .mapToLong(process -> resident(process.pid()))
          .sum();
    }
  }

  /** The resident bytes of one process; 0 if it has ended or there is no /proc. */
  public static long resident(long pid) {
    // Not a channel: it is closed if an interrupted thread reads it.
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
