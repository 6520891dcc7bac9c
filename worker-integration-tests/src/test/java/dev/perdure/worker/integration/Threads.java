package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The threads of another process, as Linux tells them. */
final class Threads {
  private Threads() {}

  /** Their names, of which the system keeps 15 characters. */
  static List<String> of(long pid) {
    File[] threads = new File("/proc/" + pid + "/task").listFiles();
    List<String> names = new ArrayList<>();
    for (File thread : threads == null ? new File[0] : threads) {
      try {
        names.add(Files.readString(thread.toPath().resolve("comm"), UTF_8).strip());
      } catch (IOException e) {
        // It has ended meanwhile.
      }
    }
    return names;
  }
}
