package dev.perdure.worker.client;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps persistent workers of one command, and sends them requests. Thread-safe.
 *
 * <p>Workers are started when they are needed, and stay for later requests; their number is
 * limited, and so is the number of requests that each has at once. A worker that has ended is
 * replaced. A request that has lost its worker is sent again, by default once (see {@link
 * WorkerClientBuilder#retries}), and then fails with a {@link WorkerLostException}. It is not sent
 * again if its worker broke the protocol, or if its own answer took too long.
 */
public final class WorkerClient implements AutoCloseable {
  private final int slots;
  private final int retries;
  private final List<Place> places;
  // Fair, so that requests are sent in their order.
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private boolean closed;

  WorkerClient(WorkerSettings settings) {
    slots = settings.slots();
    retries = settings.retries();
    places =
        Stream.generate(() -> new Place(new ReplaceableWorker(settings)))
            .limit(settings.workers())
            .toList();
  }

  /** A worker, and how many of its slots are taken. */
  private static final class Place {
    final ReplaceableWorker worker;
    int taken;

    Place(ReplaceableWorker worker) {
      this.worker = worker;
    }
  }

  /**
   * A builder of a client for the workers that {@code command} starts. {@code --persistent_worker}
   * is added at the end if it is missing.
   *
   * @throws IllegalArgumentException if the command is empty
   */
  public static WorkerClientBuilder builder(List<String> command) {
    return new WorkerClientBuilder(command);
  }

  /** As {@link #builder(List)}. */
  public static WorkerClientBuilder builder(String... command) {
    return builder(List.of(command));
  }

  /**
   * Sends a request, and waits for its answer. If this thread is interrupted, the request is
   * cancelled.
   *
   * @throws WorkerLostException if there is no answer
   * @throws InterruptedException if this thread is interrupted
   * @throws IllegalArgumentException if it is a cancel
   * @throws IllegalStateException if the client is closed
   */
  public WorkResponse work(WorkRequest request) throws InterruptedException {
    SentRequest sent = send(request);
    try {
      return sent.await();
    } catch (InterruptedException e) {
      sent.cancel();
      throw e;
    }
  }

  /**
   * Sends a request to a worker that has a free slot, and first waits until there is one. So there
   * are never more requests than all workers may have. Each worker gets it with an id that is free
   * there, but the answer has the id of {@code request}.
   *
   * @throws InterruptedException if this thread is interrupted before there is a free slot
   * @throws IllegalArgumentException if it is a cancel; see {@link SentRequest#cancel()}
   * @throws IllegalStateException if the client is closed
   */
  public SentRequest send(WorkRequest request) throws InterruptedException {
    if (request.cancel()) {
      throw new IllegalArgumentException("request " + request.requestId() + " is a cancel");
    }
    Place place = take();
    SentRequest sent = new SentRequest(request, retries, () -> free(place));
    try {
      place.worker.send(sent);
    } catch (RuntimeException e) {
      // A message that can't be encoded.
      free(place);
      throw e;
    }
    return sent;
  }

  private Place take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (closed) {
          throw new IllegalStateException("the client is closed");
        }
        Place place = freePlace();
        if (place != null) {
          place.taken++;
          return place;
        }
        freed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** One whose process is in use or runs, if there is one: it is the warmest. */
  private @Nullable Place freePlace() {
    Place unused = null;
    for (Place place : places) {
      if (place.taken < slots) {
        if (place.taken > 0 || place.worker.process() != null) {
          return place;
        }
        unused = unused == null ? place : unused;
      }
    }
    return unused;
  }

  private void free(Place place) {
    lock.lock();
    try {
      place.taken--;
      freed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The processes that run now. */
  public List<ProcessHandle> processes() {
    List<ProcessHandle> running = new ArrayList<>();
    for (Place place : places) {
      ProcessHandle process = place.worker.process();
      if (process != null) {
        running.add(process);
      }
    }
    return running;
  }

  /**
   * Ends all workers, and returns when they have ended. Their standard input is closed; those that
   * do not end within seconds are killed, with their children. Requests without an answer fail.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
    places.forEach(place -> place.worker.beginEnd());
    places.forEach(place -> place.worker.finishEnd());
  }
}
