package dev.perdure.worker.testing;

import dev.perdure.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The worker that a {@link WorkerTest} is about. It has a constructor without parameters; a new one
 * is made for each test.
 */
public interface WorkerSubject {
  /**
   * The worker, to be run in this process. It is made multiplex where a test asks for that, so it
   * must not be here.
   */
  Worker worker();

  /**
   * The command line of the same worker as a process; empty, as it is unless overridden, if tests
   * run in this process only. Name the program by its path.
   */
  default List<String> command() {
    return List.of();
  }

  /**
   * The whole environment of the process; {@code TMPDIR} alone unless overridden, as from Bazel
   * (F2).
   */
  default Map<String, String> environment() {
    return Map.of("TMPDIR", System.getProperty("java.io.tmpdir"));
  }

  /** The working directory of the process; that of this process unless overridden. */
  default Path directory() {
    return Path.of("").toAbsolutePath();
  }
}
