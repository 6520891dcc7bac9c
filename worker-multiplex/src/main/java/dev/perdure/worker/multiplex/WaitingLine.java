package dev.perdure.worker.multiplex;

import dev.perdure.worker.runtime.request.RequestRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way from the reader to a slot, in the order of their arrival, except that a
 * request has to wait while its key is taken. Also has the requests that the slots are working on.
 * Thread-safe.
 *
 * <p>The lock is one of java.util.concurrent, since virtual threads wait here, too.
 */
final class WaitingLine {
  /**
   * A request and the key that no other running request may have. Not a record, because it equals
   * only itself.
   */
  static final class Place {
    private final RequestRun run;

    /** Null if the request can run at the same time as any other. */
    private final @Nullable Object key;

    Place(RequestRun run, @Nullable Object key) {
      this.run = run;
      this.key = key;
    }

    RequestRun run() {
      return run;
    }
  }

  private final int maxWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();

  // All guarded by lock.
  private final Deque<Place> places = new ArrayDeque<>();
  private final Set<Place> taken = new HashSet<>();
  private final Set<Object> takenKeys = new HashSet<>();
  private boolean closed;
  private long count;

  WaitingLine(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /**
   * Adds a request, whatever the length of the line.
   *
   * @return for how many slots there is work: the number of waiting and running requests
   */
  int add(Place place) {
    lock.lock();
    try {
      places.add(place);
      count++;
      changed.signal();
      return places.size() + taken.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many requests have been here, if none is waiting or running now; otherwise -1. */
  long quietCount() {
    lock.lock();
    try {
      return places.isEmpty() && taken.isEmpty() ? count : -1;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the line is not too long; returns at once if it is closed. */
  void awaitRoom() {
    lock.lock();
    try {
      while (places.size() > maxWaiting && !closed) {
        room.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes a request that was answered before it ran. */
  void remove(RequestRun run) {
    lock.lock();
    try {
      for (Iterator<Place> each = places.iterator(); each.hasNext(); ) {
        if (each.next().run == run) {
          each.remove();
          room.signalAll();
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Releases the key of {@code done}, and waits for a request that can run now; null when the line
   * is closed.
   */
  @Nullable Place take(@Nullable Place done) {
    lock.lock();
    try {
      if (done != null && done.key != null) {
        takenKeys.remove(done.key);
        changed.signal();
      }
      while (!closed) {
        Place place = firstFree();
        if (place != null) {
          taken.add(place);
          if (place.key != null) {
            takenKeys.add(place.key);
          }
          room.signal();
          return place;
        }
        changed.awaitUninterruptibly();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that the work of a request has stopped. Its key stays taken until its answer has its
   * place among the others.
   */
  void stopped(Place place) {
    lock.lock();
    try {
      taken.remove(place);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Place firstFree() {
    if (takenKeys.isEmpty()) {
      return places.poll();
    }
    for (Iterator<Place> each = places.iterator(); each.hasNext(); ) {
      Place place = each.next();
      if (place.key == null || !takenKeys.contains(place.key)) {
        each.remove();
        return place;
      }
    }
    return null;
  }

  /**
   * Wakes all waiting threads, and drops the waiting requests.
   *
   * @return the requests that the slots are working on, including muted ones
   */
  List<RequestRun> close() {
    lock.lock();
    try {
      closed = true;
      places.clear();
      changed.signalAll();
      room.signalAll();
      List<RequestRun> runs = new ArrayList<>(taken.size());
      for (Place place : taken) {
        runs.add(place.run);
      }
      return runs;
    } finally {
      lock.unlock();
    }
  }
}
