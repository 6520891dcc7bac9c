package dev.perdure.samples.kotlinc;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Lets requests run at once if they agree about the content of the files that they share. While any
 * compilation runs, kotlinc keeps the jars open that it has read, and finds them by name alone. So
 * a request that comes with another version of a file waits until all others have ended: only then
 * kotlinc forgets them. Requests enter in the order of arrival.
 *
 * <p>Thread-safe.
 */
final class AgreeingRequests {
  private final Queue<Object> arrived = new ArrayDeque<>();

  /** The inputs of all requests since the last time that none was running. */
  private final Map<Path, Digest> seen = new HashMap<>();

  private int running;

  /**
   * Waits until the request can run. It leaves when its work has stopped.
   *
   * @throws dev.perdure.worker.WorkCancelledException if it is cancelled before that
   */
  synchronized void enter(WorkContext context) throws InterruptedException {
    Map<Path, Digest> inputs = inputs(context);
    Object ticket = new Object();
    arrived.add(ticket);
    try {
      if (!canRun(ticket, inputs)) {
        await(ticket, inputs, context.cancellation());
      }
    } finally {
      arrived.remove(ticket);
      notifyAll(); // The next one may be able to run as well.
    }
    if (running == 0) {
      seen.clear();
    }
    running++;
    seen.putAll(inputs);
    context.closeAtEnd(this::leave);
  }

  private void await(Object ticket, Map<Path, Digest> inputs, CancellationToken cancellation)
      throws InterruptedException {
    CancellationToken.Registration waking = cancellation.onCancel(this::wake);
    try {
      while (!canRun(ticket, inputs)) {
        cancellation.throwIfCancelled();
        wait();
      }
    } finally {
      waking.close();
    }
  }

  private boolean canRun(Object ticket, Map<Path, Digest> inputs) {
    return arrived.peek() == ticket && (running == 0 || agrees(inputs));
  }

  private boolean agrees(Map<Path, Digest> inputs) {
    for (Map.Entry<Path, Digest> input : inputs.entrySet()) {
      Digest known = seen.get(input.getKey());
      // Nothing is known about two files without a digest.
      if (known != null && (known.isEmpty() || !known.equals(input.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private static Map<Path, Digest> inputs(WorkContext context) {
    Map<Path, Digest> inputs = new HashMap<>();
    for (Input input : context.inputs()) {
      inputs.put(context.resolve(input.path()), input.digest());
    }
    return inputs;
  }

  private synchronized void leave() {
    running--;
    notifyAll();
  }

  private synchronized void wake() {
    notifyAll();
  }
}
