package dev.perdure.worker.jobserver;

import java.util.concurrent.Executor;

/** Runs each task on a thread of its own that keeps no JVM alive. */
record JobThread(String name) implements Executor {
  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }
}
