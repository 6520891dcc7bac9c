package dev.perdure.worker.multiplex;

import dev.perdure.worker.runtime.request.RequestRun;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests that are not answered yet, by id. Thread-safe. */
final class InFlight {
  private final ConcurrentHashMap<Integer, RequestRun> byId = new ConcurrentHashMap<>();

  /** Adds a request; returns the one that had its id before, or null. */
  @Nullable RequestRun add(RequestRun run) {
    return byId.put(run.request().requestId(), run);
  }

  /** The newest request of an id, or null. */
  @Nullable RequestRun find(int requestId) {
    return byId.get(requestId);
  }

  /** Whether all requests are answered. */
  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Removes a request, unless another one has its id by now. */
  void remove(RequestRun run) {
    byId.remove(run.request().requestId(), run);
  }
}
