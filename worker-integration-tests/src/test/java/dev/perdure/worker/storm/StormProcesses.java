package dev.perdure.worker.storm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The processes of one round: those that have its mark in their environment; and, since some
 * overwrite that, those that work in one of its directories.
 */
record StormProcesses(String mark, List<Path> directories) {
  List<Long> find() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> environment(process).contains(mark) || isInside(process))
          .map(process -> Long.valueOf(process.getFileName().toString()))
          .toList();
    }
  }

  /** Those that a pool started. */
  List<Long> children() throws IOException {
    return find().stream()
        .filter(process -> environment(directory(process)).contains("PERDURE_PROCESS="))
        .toList();
  }

  /** Those of a session. */
  List<Long> session(long id) throws IOException {
    return find().stream()
        .filter(process -> session(directory(process)).equals(Long.toString(id)))
        .toList();
  }

  private static Path directory(long process) {
    return Path.of("/proc", Long.toString(process));
  }

  private static String environment(Path process) {
    return read(process.resolve("environ"));
  }

  private static String session(Path process) {
    String status = read(process.resolve("stat"));
    String[] fields = status.substring(status.lastIndexOf(')') + 1).split(" ", -1);
    return fields.length > 4 ? fields[4] : "";
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }

  private boolean isInside(Path process) {
    try {
      Path working = Files.readSymbolicLink(process.resolve("cwd"));
      return directories.stream().anyMatch(working::startsWith);
    } catch (IOException e) {
      return false; // It has ended.
    }
  }

  static void signal(String signal, List<Long> processes) throws IOException, InterruptedException {
    if (!processes.isEmpty()) {
      List<String> command = new ArrayList<>(List.of("kill", "-s", signal, "--"));
      processes.forEach(process -> command.add(process.toString()));
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
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
