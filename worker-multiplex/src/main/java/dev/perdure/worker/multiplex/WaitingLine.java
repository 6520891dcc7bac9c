package dev.perdure.worker.multiplex;

import dev.perdure.worker.runtime.RequestRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way from the reader to a slot, in the order of their arrival, but for those
 * whose key is taken. Thread-safe.
 *
 * <p>A lock of java.util.concurrent, since virtual threads wait here, too.
 */
final class WaitingLine {
  /**
   * A request and the key that it needs for itself.
   *
   * @param run the request
   * @param key null if it can run beside any other
   */
  record Place(RequestRun run, @Nullable Object key) {}

  private final int maxWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();

  // All guarded by lock.
  private final Deque<Place> places = new ArrayDeque<>();
  private final Set<Object> takenKeys = new HashSet<>();
  private int idle;
  private boolean closed;

  WaitingLine(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /**
   * Adds a request, whatever the length of the line. Returns true if no slot is idle to take it.
   */
  boolean add(Place place) {
    lock.lock();
    try {
      places.add(place);
      changed.signal();
      return idle < places.size();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the line is no longer than it may be; returns at once when it is closed. */
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

  /** Takes a request out that was answered before it ran. */
  void remove(RequestRun run) {
    lock.lock();
    try {
      for (Iterator<Place> each = places.iterator(); each.hasNext(); ) {
        if (each.next().run() == run) {
          each.remove();
          room.signalAll();
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a request that can run now, and takes its key; null when the line is closed. */
  @Nullable Place take() {
    lock.lock();
    try {
      while (!closed) {
        Place place = firstFree();
        if (place != null) {
          if (place.key() != null) {
            takenKeys.add(place.key());
          }
          room.signal();
          return place;
        }
        idle++;
        changed.awaitUninterruptibly();
        idle--;
      }
      return null;
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
      if (place.key() == null || !takenKeys.contains(place.key())) {
        each.remove();
        return place;
      }
    }
    return null;
  }

  /** Gives the key of a request back that has stopped. */
  void release(Place place) {
    if (place.key() != null) {
      lock.lock();
      try {
        takenKeys.remove(place.key());
        changed.signal();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Lets nobody wait any more; what is in the line stays there. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
