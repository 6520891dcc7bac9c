package dev.perdure.worker.testing;

import dev.perdure.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The worker that a {@link WorkerTest} tests. An implementation needs a constructor without
 * parameters; a new instance is created for each test.
 */
public interface WorkerSubject {
  /**
   * The worker, to be run in this process. Don't make it multiplex: the test does so when it needs
   * to.
   */
  Worker worker();

  /**
   * The command line of the same worker as a process. By default it is empty, and tests run only in
   * this process. Name the program by its path.
   */
  default List<String> command() {
    return List.of();
  }

  /** The whole environment of the process; by default, only {@code TMPDIR}, as from Bazel (F2). */
  default Map<String, String> environment() {
    return Map.of("TMPDIR", System.getProperty("java.io.tmpdir"));
  }

  /** The working directory of the process; by default, that of this process. */
  default Path directory() {
    return Path.of("").toAbsolutePath();
  }

  /** How long each wait for the worker may take; 30 seconds unless overridden. */
  default Duration timeout() {
    return Duration.ofSeconds(30);
  }
}
