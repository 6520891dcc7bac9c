package dev.perdure.worker.storm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The processes that have a mark in their environment, whoever started them. */
record MarkedProcesses(String mark) {
  List<Long> find() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(this::isMarked)
          .map(process -> Long.valueOf(process.getFileName().toString()))
          .toList();
    }
  }

  private boolean isMarked(Path process) {
    try {
      return new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false; // It has ended.
    }
  }

  /** Those that are left when none should be, after some time. */
  List<Long> leftAfter(Duration longest) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    List<Long> left = find();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000); // Other processes' ends wake nobody.
      left = find();
    }
    return left;
  }
}
