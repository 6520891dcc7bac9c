package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.FailureTrace;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves many requests at once: one thread reads, the slots work and answer, and the serving thread
 * waits for the end. Thread-safe.
 *
 * <p>Requests with id 0 come from a singleplex client (F4): they run one after another and are
 * answered in order.
 */
final class MultiplexLoop implements WorkerLoop {
  private static final long DRAIN_MILLIS = 200;
  private static final long CLOSE_MILLIS = 200;
  private static final int FAILED = 1;

  private final Connection connection;
  private final Execution execution;
  private final WorkStopper stopping;
  private final Multiplex options;
  private final InFlight inFlight = new InFlight();
  private final WaitingLine line;
  private final SlotThreads threads;

  /**
   * The number of slots that were started and have not ended. Guarded by this; only the reader adds
   * slots.
   */
  private int slots;

  /** Whether a missing slot was reported. Used by the reader only. */
  private boolean slotMissed;

  MultiplexLoop(
      Connection connection, Execution execution, WorkStopper stopping, Multiplex options) {
    this.connection = connection;
    this.execution = execution;
    this.stopping = stopping;
    this.options = options;
    this.line = new WaitingLine(options.maxWaiting());
    this.threads = options.slotThreads();
  }

  @Override
  public WorkerEnd serve() {
    stopping.serves(this, connection);
    Thread reader = new Thread(null, new Reading(), "perdure-read", 0, false);
    reader.setDaemon(true);
    reader.start();
    WorkerEnd reason = stopping.awaitEnd();
    // Drops what waits, so that nobody waits for work that never starts.
    List<RequestRun> runs = line.close();
    stopping.end(runs);
    boolean stopped = true;
    for (RequestRun run : runs) {
      stopped &= run.isStopped();
    }
    try {
      connection.drain(DRAIN_MILLIS);
      if (stopped) {
        awaitSlots(CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Somebody wants the worker to end at once.
    }
    return reason;
  }

  @Override
  public void end(WorkerEnd reason) {
    stopping.end(reason);
  }

  @Override
  public boolean endIfQuiet(long count, WorkerEnd reason) {
    return connection.endIfQuiet(this, count, reason);
  }

  @Override
  public long quietCount() {
    if (stopping.hasEnded()) {
      return ENDED;
    }
    long count = line.quietCount();
    return inFlight.isEmpty() && !connection.isReceiving() ? count : BUSY;
  }

  // What the reading thread does.

  private final class Reading implements Runnable {
    @Override
    public void run() {
      try {
        WorkRequest message = connection.read();
        while (message != null && !stopping.hasEnded()) {
          if (message.cancel()) {
            cancel(message.requestId());
          } else {
            receive(message);
          }
          message = connection.read();
        }
        end(WorkerEnd.ofInput());
      } catch (IOException e) {
        end(WorkerEnd.ofBrokenInput(e));
      } catch (Throwable e) { // Without a reader the client would wait forever.
        stopping.broken(e);
      }
      stopping.haltAtLast();
    }
  }

  private void receive(WorkRequest request) {
    RequestRun run = new RequestRun(request, execution.log());
    RequestRun older = inFlight.add(run);
    if (older != null && request.requestId() != 0) {
      replace(older);
    }
    Object key;
    try {
      key = options.policy().keyOf(request);
    } catch (Throwable e) { // This is the user's function: its request fails, the others go on.
      answer(run, WorkResponse.of(request.requestId(), FAILED, FailureTrace.of(e)), null);
      return;
    }
    if (addSlot(line.add(new WaitingLine.Place(run, key)))) {
      startSlot(run);
    }
    line.awaitRoom();
  }

  /** Starts a thread for one more slot; if the system has none, the existing slots go on. */
  private void startSlot(RequestRun run) {
    try {
      threads.create(new Slot()).start();
    } catch (OutOfMemoryError e) {
      int left = ended();
      if (!slotMissed) {
        slotMissed = true;
        stopping.slotMissing(e, left);
      }
      if (left == 0) {
        line.remove(run);
        answer(run, WorkResponse.of(run.request().requestId(), FAILED, FailureTrace.of(e)), null);
      }
    }
  }

  private synchronized boolean addSlot(int needed) {
    boolean more = slots < Math.min(needed, options.slots());
    if (more) {
      slots++;
    }
    return more;
  }

  /** Notes that a slot has ended; returns how many are left. */
  private synchronized int ended() {
    slots--;
    notifyAll();
    return slots;
  }

  /** Waits until the slots have closed what they opened. */
  private synchronized void awaitSlots(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = deadline - System.nanoTime();
    while (slots > 0 && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  /** Replaces an older request with the same id, which the client has forgotten (F13). */
  private void replace(RequestRun older) {
    if (older.mute()) {
      stopping.cancel(older);
    } else {
      line.remove(older);
    }
  }

  private void cancel(int requestId) {
    RequestRun run = inFlight.find(requestId);
    if (run == null) {
      return; // Answered, or unknown (F17).
    }
    RequestRun.State before = run.cancel(); // No switch: it would load a class.
    if (before == RequestRun.State.RUNNING) {
      stopping.cancel(run);
    } else if (before == RequestRun.State.RECEIVED && requestId != 0) {
      // A singleplex client expects answers in order, so the slot answers.
      line.remove(run);
      inFlight.remove(run);
      write(WorkResponse.cancelled(requestId));
    }
  }

  // What a slot does.

  private final class Slot implements Runnable {
    @Override
    public void run() {
      Execution own = execution.another();
      try {
        WaitingLine.Place place = line.take(null);
        while (place != null) {
          work(own, place);
          place = line.take(place);
        }
      } catch (Throwable e) { // Otherwise the request would never be answered.
        stopping.broken(e);
      } finally {
        own.endSlot();
        ended();
      }
    }
  }

  private void work(Execution own, WaitingLine.Place place) {
    RequestRun run = place.run();
    WorkResponse response = own.execute(run);
    line.stopped(place);
    if (response != null) {
      answer(run, response, own.lost(run.request().requestId()));
    } else {
      inFlight.remove(run);
      if (run.request().requestId() == 0) {
        write(WorkResponse.cancelled(0));
      }
    }
  }

  /** Answers, unless that was done or is no longer wanted. */
  private void answer(RequestRun run, WorkResponse response, @Nullable WireOutput lost) {
    try {
      connection.answer(run, response, lost);
    } catch (IOException e) {
      end(WorkerEnd.failed(WorkerMessage.ANSWER_UNWRITTEN.text(e)));
    }
    // Only now: until it is answered, a newer request with its id must find it here and mute it. If
    // the client has already sent that one, this one is no longer here.
    inFlight.remove(run);
  }

  private void write(WorkResponse response) {
    try {
      connection.write(response, null);
    } catch (IOException e) {
      end(WorkerEnd.failed(WorkerMessage.ANSWER_UNWRITTEN.text(e)));
    }
  }
}
