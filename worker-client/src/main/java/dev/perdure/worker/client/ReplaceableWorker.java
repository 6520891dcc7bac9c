package dev.perdure.worker.client;

import dev.perdure.worker.WorkResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A worker whose process is started with its first request, and replaced if it has ended. A request
 * that has lost its process is sent again to the next one. Thread-safe.
 */
final class ReplaceableWorker {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final WorkerSettings settings;
  // Held while a process is started, so that two threads start one.
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable WorkerConnection current;
  private boolean closed;

  ReplaceableWorker(WorkerSettings settings) {
    this.settings = settings;
  }

  /** Its process, if it runs. */
  @Nullable ProcessHandle process() {
    WorkerConnection connection = current;
    return connection == null || connection.hasEnded() ? null : connection.handle();
  }

  /** Sends a request; if that can't be done, the request fails. */
  void send(SentRequest request) {
    try {
      accepted(request).send(request);
    } catch (IOException e) {
      request.failed(
          new WorkerLostException("the worker could not be started: " + e.getMessage(), e));
    } catch (WorkerLostException e) {
      request.failed(e);
    }
  }

  /** The connection that has taken the request: of the process that runs, or of a new one. */
  private WorkerConnection accepted(SentRequest request) throws IOException {
    starting.lock();
    try {
      if (closed) {
        throw new WorkerLostException("the client was closed");
      }
      WorkerConnection connection = current;
      // Workers may end between two requests (F20).
      if (connection == null || !connection.accept(request)) {
        String name = "worker-client-" + COUNT.incrementAndGet();
        ClientProcess process = ClientProcess.start(settings, name);
        connection = new WorkerConnection(process, settings, name, this::lost);
        connection.accept(request);
        current = connection;
        connection.start();
      }
      return connection;
    } finally {
      starting.unlock();
    }
  }

  private void lost(SentRequest request, String reason, boolean innocent) {
    if (request.isCancelled()) {
      request.answered(WorkResponse.cancelled(0));
    } else if (innocent && request.retry()) {
      send(request);
    } else {
      request.failed(new WorkerLostException(reason));
    }
  }

  /** Lets the process end, and starts none any more. */
  void beginEnd() {
    starting.lock();
    try {
      closed = true;
    } finally {
      starting.unlock();
    }
    WorkerConnection connection = current;
    if (connection != null) {
      connection.beginEnd();
    }
  }

  /** Waits until the process has ended. */
  void finishEnd() {
    WorkerConnection connection = current;
    if (connection != null) {
      connection.finishEnd();
    }
  }
}
