package dev.perdure.worker.testing;

import dev.perdure.worker.testing.process.RunningWorker;
import java.nio.file.Path;
import java.util.Map;

/** Starts a worker in this process, which has only one directory and one environment. */
final class ThreadLauncher implements Launcher {
  private final InProcessWorker worker;

  ThreadLauncher(InProcessWorker worker) {
    this.worker = worker;
  }

  @Override
  public void directory(Path directory) {
    throw new IllegalStateException("a worker in this process has no directory of its own");
  }

  @Override
  public void environment(Map<String, String> environment) {
    throw new IllegalStateException("a worker in this process has no environment of its own");
  }

  @Override
  public RunningWorker start(String name) {
    return WorkerThread.start(worker, name);
  }
}
