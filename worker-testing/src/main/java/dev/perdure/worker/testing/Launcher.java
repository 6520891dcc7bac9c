package dev.perdure.worker.testing;

import dev.perdure.worker.testing.process.RunningWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts a worker in its process or thread. Not thread-safe. */
sealed interface Launcher permits ProcessLauncher, ThreadLauncher {
  /** See {@link WorkerHarness.Builder#directory}. */
  void directory(Path directory);

  /** See {@link WorkerHarness.Builder#environment}. */
  void environment(Map<String, String> environment);

  /** Starts a worker; the names of its threads begin with {@code name}. */
  RunningWorker start(String name) throws IOException;
}
