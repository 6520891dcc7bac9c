package dev.perdure.worker.testing;

import dev.perdure.worker.testing.process.RunningWorker;
import dev.perdure.worker.testing.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a worker as a process, with the environment that Bazel would give it (F2). */
final class ProcessLauncher implements Launcher {
  private static final String PERSISTENT_WORKER = "--persistent_worker";

  private final List<String> command;
  private @Nullable Path directory;
  private Map<String, String> environment = Map.of("TMPDIR", System.getProperty("java.io.tmpdir"));

  ProcessLauncher(List<String> command) {
    List<String> complete = new ArrayList<>(command);
    if (!complete.contains(PERSISTENT_WORKER)) {
      complete.add(PERSISTENT_WORKER);
    }
    this.command = List.copyOf(complete);
  }

  @Override
  public void directory(Path directory) {
    this.directory = directory;
  }

  @Override
  public void environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public RunningWorker start(String name) throws IOException {
    return WorkerProcess.start(command, directory, environment, name);
  }
}
