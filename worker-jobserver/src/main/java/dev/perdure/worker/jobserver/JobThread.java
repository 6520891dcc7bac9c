package dev.perdure.worker.jobserver;

import java.util.concurrent.Executor;

/** Runs each task on its own daemon thread. */
record JobThread(String name) implements Executor {
  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }
}
