package dev.perdure.worker.cache.remote.failure;

import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.streams.StandardStreams;

/** Receives the messages of a cache. Thread-safe. */
@FunctionalInterface
public interface CacheLog {
  void say(String line);

  /** Called on each request's thread, since threads of transfers belong to no worker. */
  default void requestBegins() {}

  /** A log that writes to the log of the worker with the latest request. */
  static CacheLog ofWorker() {
    return new CacheLog() {
      private volatile WorkerLog last = StandardStreams.logOfCaller();

      @Override
      public void requestBegins() {
        last = StandardStreams.logOfCaller();
      }

      @Override
      public void say(String line) {
        last.say(line);
      }
    };
  }
}
