package dev.perdure.samples.javac;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import java.io.IOException;

/**
 * The worker with a remote cache. It is a separate class, so that other workers need not load the
 * cache's classes. Its flags are those of {@link RemoteCacheArguments}.
 */
final class RemoteJavac {
  private static final int BAD_ARGUMENTS = 2;

  private RemoteJavac() {}

  static int run(String[] args) {
    RemoteCacheArguments remote;
    try {
      remote = RemoteCacheArguments.parse(args);
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("error: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
    WorkHandler handler = new JavacHandler();
    RemoteCacheOptions options = remote.options();
    if (remote.printsKey()) {
      return JavacWorker.of(RemoteCache.keyPrinter(JavacAction::of)).run(remote.rest());
    }
    if (options == null) {
      return JavacWorker.of(handler).run(remote.rest());
    }
    try (RemoteCache cache = RemoteCache.of(options)) {
      return JavacWorker.of(cache.wrap(handler, JavacAction::of)).run(remote.rest());
    }
  }
}
