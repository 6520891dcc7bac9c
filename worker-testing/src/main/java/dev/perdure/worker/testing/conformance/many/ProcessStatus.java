package dev.perdure.worker.testing.conformance.many;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells about a process and its descendants, in {@code /proc/PID/status}. */
final class ProcessStatus {
  private ProcessStatus() {}

  /** Resident memory, in KiB. */
  static long residentKib(long pid) {
    return sum(pid, "VmRSS:");
  }

  static long threads(long pid) {
    return sum(pid, "Threads:");
  }

  private static long sum(long pid, String key) {
    Stream<ProcessHandle> all =
        ProcessHandle.of(pid).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    return all.mapToLong(process -> value(process.pid(), key)).sum();
  }

  private static long value(long pid, String key) {
    try {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException e) {
      return 0; // It has just ended.
    }
  }
}
