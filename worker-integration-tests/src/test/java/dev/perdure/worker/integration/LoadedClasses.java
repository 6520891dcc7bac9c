package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a JVM tells of the classes that it loads, as it loads them. */
final class LoadedClasses {
  /** The first class that the last step of the preparation needs. */
  private static final String LAST_STEP = " java.lang.ProcessHandleImpl ";

  private static final List<String> TESTS =
      List.of("dev.perdure.worker.integration.", "dev.perdure.worker.it.");

  private final Path file;

  /**
   * What is told in {@code file}.
   *
   * @param file is made by the JVM
   */
  LoadedClasses(Path file) {
    this.file = file;
  }

  /** Has the JVM tell it. */
  String flag() {
    return "-Xlog:class+load:file=" + file + "::filecount=0";
  }

  /** Waits until the worker has loaded what its end needs of its jar. */
  void awaitPreparation() {
    Await.until("the end is prepared", () -> lines().contains(LAST_STEP));
  }

  int count() {
    return own().size();
  }

  /** The library's classes, in the order in which they were loaded. */
  List<String> own() {
    return lines()
        .lines()
        .filter(line -> line.contains("] dev.perdure."))
        .map(line -> line.substring(line.indexOf("] dev.perdure.") + 2).replaceAll(" .*", ""))
        .filter(name -> TESTS.stream().noneMatch(name::startsWith))
        .toList();
  }

  private String lines() {
    try {
      return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
