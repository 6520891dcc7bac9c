package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.system.Monitors;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Serves one request at a time.
 *
 * <p>The thread that works also reads, so that no request has to be handed over between threads.
 * But a cancel and the end of the stream must be noticed while it works. So once a request has run
 * for a moment, a watching thread takes over the reading until a message for the worker has come.
 * One lock decides whose turn it is to read. Thread-safe.
 */
public final class SingleplexLoop implements WorkerLoop, Runnable {
  /** How long a request may run before its input is watched. */
  private static final long PATIENCE_NANOS = 3_000_000;

  /** How long an answer may take to be written when the worker ends. */
  private static final long ANSWER_NANOS = 200_000_000;

  /** How long the slot may take to close what it opened. */
  private static final long CLOSE_MILLIS = 200;

  /** How many requests are read ahead; after that, the pipe fills up, and then the client waits. */
  private static final int MAX_WAITING = 16;

  private final Connection connection;
  private final Execution execution;
  private final WorkStopper stopping;
  private final Object lock = new Object();

  /** Whether a thread is reading. Guarded by lock. */
  private boolean reading;

  /** Requests that the watcher has read. Guarded by lock. */
  private final Deque<RequestRun> waiting = new ArrayDeque<>();

  /** The request that is running or being answered. Written under lock. */
  private volatile @Nullable RequestRun running;

  /** The number of requests so far. Guarded by lock. */
  private long count;

  /** Written once, under lock. */
  private volatile boolean ended;

  private volatile @Nullable Thread watcher;

  /** Whether the watcher waits for a request to begin. */
  private volatile boolean asleep;

  public SingleplexLoop(Connection connection, Execution execution, WorkStopper stopping) {
    this.connection = connection;
    this.execution = execution;
    this.stopping = stopping;
  }

  @Override
  public WorkerEnd serve() {
    stopping.serves(this, connection);
    // Not the calling thread: a thread blocked in read() can't be woken when the process has to
    // end.
    Thread watching = daemon("perdure-watch");
    watcher = watching;
    watching.start();
    Thread working = daemon("perdure-work");
    working.start();
    WorkerEnd reason = stopping.awaitEnd();
    RequestRun run = running;
    if (run != null) {
      stopping.end(List.of(run));
      if (run.isStopped()) {
        awaitAnswer(run);
      }
    }
    if (isClosing()) {
      awaitClosed(working);
    }
    return reason;
  }

  /**
   * Whether the slot has something to close and will do so, which it can't while it is blocked in a
   * read.
   */
  private boolean isClosing() {
    synchronized (lock) {
      return running == null && !reading && execution.isEndNeeded();
    }
  }

  private static void awaitClosed(Thread working) {
    try {
      working.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Somebody wants the worker to end at once.
    }
  }

  private Thread daemon(String name) {
    Thread thread = new Thread(this, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits until the answer of work that has stopped is written, since the client may still read it.
   */
  private void awaitAnswer(RequestRun run) {
    long deadline = System.nanoTime() + ANSWER_NANOS;
    synchronized (lock) {
      long left = ANSWER_NANOS;
      while (running == run && left > 0) {
        Monitors.await(lock, left);
        left = deadline - System.nanoTime();
      }
    }
  }

  @Override
  public void end(WorkerEnd reason) {
    stopping.end(reason);
    synchronized (lock) {
      ended = true;
      lock.notifyAll();
    }
    LockSupport.unpark(watcher);
  }

  @Override
  public boolean endIfQuiet(long expected, WorkerEnd reason) {
    return connection.endIfQuiet(this, expected, reason);
  }

  /** Runs as either of the two threads. */
  @Override
  public void run() {
    try {
      if (Thread.currentThread() == watcher) {
        watch();
      } else {
        work();
      }
    } catch (Throwable e) {
      stopping.broken(e);
    }
    if (Thread.currentThread() == watcher) {
      stopping.haltAtLast();
    } else {
      stopping.haltIfNobodyElse();
    }
  }

  // What the working thread does.

  private void work() {
    RequestRun run = next();
    while (run != null) {
      answer(run, execution.execute(run));
      run = next();
    }
    execution.endSlot();
  }

  private void answer(RequestRun run, @Nullable WorkResponse response) {
    int id = run.request().requestId();
    if (response == null) {
      // Cancelled while it was waiting. It is answered in its turn, as a singleplex client expects.
      response = WorkResponse.cancelled(id);
    } else if (!run.answer()) {
      return;
    }
    try {
      connection.write(response, execution.lost(id));
    } catch (IOException e) {
      end(WorkerEnd.failed(WorkerMessage.ANSWER_UNWRITTEN.text(e)));
    }
  }

  /** The next request to work on, or null when there will be none. */
  private @Nullable RequestRun next() {
    synchronized (lock) {
      running = null;
      if (ended) {
        lock.notifyAll();
      }
      while (reading && waiting.isEmpty() && !ended) {
        Monitors.await(lock);
      }
      if (ended) {
        return null;
      }
      RequestRun ahead = waiting.poll();
      if (ahead != null) {
        return started(ahead);
      }
      reading = true;
    }
    WorkRequest message = receive();
    while (message != null && message.cancel()) {
      message = receive(); // A cancel of a request that is already answered (F17).
    }
    synchronized (lock) {
      reading = false;
      return message == null || ended ? null : started(new RequestRun(message, execution.log()));
    }
  }

  @Override
  public long quietCount() {
    synchronized (lock) {
      if (ended) {
        return ENDED;
      }
      boolean quiet = running == null && waiting.isEmpty() && !connection.isReceiving();
      return quiet ? count : BUSY;
    }
  }

  /** Notes which request is about to run, and makes the watcher watch it. Called under lock. */
  private RequestRun started(RequestRun run) {
    running = run;
    count++;
    if (asleep) {
      asleep = false;
      LockSupport.unpark(watcher);
    }
    return run;
  }

  /** The next message, or null after the stream has ended or broken. */
  private @Nullable WorkRequest receive() {
    try {
      WorkRequest message = connection.read();
      if (message == null) {
        synchronized (lock) {
          reading = false;
          end(WorkerEnd.ofInput());
        }
      }
      return message;
    } catch (IOException e) {
      end(WorkerEnd.ofBrokenInput(e));
    }
    return null;
  }

  // What the watching thread does.

  private void watch() {
    while (!ended) {
      RequestRun run = running;
      if (run == null) {
        asleep = true;
        if (running == null && !ended) {
          LockSupport.park(this);
        }
        asleep = false;
      } else {
        LockSupport.parkNanos(this, PATIENCE_NANOS);
        if (takeTurn(run)) {
          readWhileRunning();
        }
      }
    }
  }

  /**
   * Takes over the reading if the request is still running, in which case the working thread does
   * not read.
   */
  private boolean takeTurn(RequestRun run) {
    synchronized (lock) {
      boolean free = running == run && !reading && waiting.size() < MAX_WAITING && !ended;
      if (free) {
        reading = true;
      }
      return free;
    }
  }

  private void readWhileRunning() {
    boolean mine = true;
    while (mine) {
      WorkRequest message = receive();
      if (message != null && message.cancel()) {
        cancel(message.requestId());
      }
      synchronized (lock) {
        if (message != null && !message.cancel()) {
          waiting.add(new RequestRun(message, execution.log()));
        }
        // A message for the working thread gives the turn back once there is nothing to watch.
        mine =
            message != null
                && !ended
                && waiting.size() < MAX_WAITING
                && (running != null || waiting.isEmpty());
        reading = mine;
        lock.notifyAll();
      }
    }
  }

  private void cancel(int requestId) {
    RequestRun run;
    synchronized (lock) {
      run = newest(requestId);
    }
    if (run != null && run.cancel() == RequestRun.State.RUNNING) {
      stopping.cancel(run);
    }
  }

  /** The last request that the client sent with this id, or null. Called under lock. */
  private @Nullable RequestRun newest(int requestId) {
    for (var each = waiting.descendingIterator(); each.hasNext(); ) {
      RequestRun run = each.next();
      if (run.request().requestId() == requestId) {
        return run;
      }
    }
    RequestRun run = running;
    return run != null && run.request().requestId() == requestId ? run : null;
  }
}
