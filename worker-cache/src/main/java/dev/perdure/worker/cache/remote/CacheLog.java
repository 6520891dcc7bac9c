package dev.perdure.worker.cache.remote;

import dev.perdure.worker.runtime.WorkerLog;

/** Takes what a cache has to say. Thread-safe. */
@FunctionalInterface
interface CacheLog {
  void say(String line);

  /** Told by each request's thread: transfers have threads that belong to no worker. */
  default void requestBegins() {}

  /** The log of the worker whose request came last. */
  static CacheLog ofWorker() {
    return new CacheLog() {
      private volatile WorkerLog last = WorkerLog.current();

      @Override
      public void requestBegins() {
        last = WorkerLog.current();
      }

      @Override
      public void say(String line) {
        last.say(line);
      }
    };
  }
}
