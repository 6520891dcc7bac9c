package com.google.devtools.build.lib.worker;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A handler that serves on a thread of its own. */
final class RunningHandler {
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  RunningHandler(WorkRequestHandler handler) {
    Thread thread =
        new Thread(
            () -> {
              try {
                handler.processRequests();
                end.complete(null);
              } catch (IOException | RuntimeException | Error e) {
                end.completeExceptionally(e);
              }
            },
            "handler");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until it has ended, for 30 s at most; throws what it has thrown. */
  void awaitEnd() throws IOException {
    try {
      end.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
