package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link ScriptedWork} wrote down about a request.
 *
 * @param lines a key and a value each
 */
record Report(List<String> lines) {
  Report {
    lines = List.copyOf(lines);
  }

  static Report read(Path file) throws IOException {
    return new Report(Files.readAllLines(file));
  }

  String value(String key) {
    return values(key).stream().findFirst().orElseThrow();
  }

  List<String> values(String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  long process() {
    return Long.parseLong(value("process"));
  }

  int request() {
    return Integer.parseInt(value("request"));
  }
}
