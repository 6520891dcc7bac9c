package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.Connection;
import dev.perdure.worker.runtime.Execution;
import dev.perdure.worker.runtime.FailureTrace;
import dev.perdure.worker.runtime.RequestRun;
import dev.perdure.worker.runtime.WorkStopper;
import dev.perdure.worker.runtime.WorkerEnd;
import dev.perdure.worker.runtime.WorkerLoop;
import dev.perdure.worker.runtime.WorkerMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many requests at once: one thread reads, the slots work and answer, the serving thread waits for
 * the end. Thread-safe.
 *
 * <p>Requests of id 0 come from a singleplex client (F4): they are worked on one after the other
 * and answered in their order.
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

  /** Slots that were started and have not ended. Guarded by this; grown by the reader only. */
  private int slots;

  /** Guarded by this. */
  private @Nullable WorkerEnd end;

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
    Thread reader = new Thread(null, new Reading(), "perdure-read", 0, false);
    reader.setDaemon(true);
    reader.start();
    WorkerEnd reason = awaitEnd();
    // What waits is dropped, so that nobody waits for work that never starts.
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
      Thread.currentThread().interrupt(); // Somebody wants it to end at once.
    }
    return reason;
  }

  private synchronized WorkerEnd awaitEnd() {
    boolean interrupted = false;
    while (end == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return end;
  }

  @Override
  public synchronized void end(WorkerEnd reason) {
    if (end == null) {
      end = reason;
    }
    notifyAll();
  }

  @Override
  public long quietCount() {
    if (hasEnded()) {
      return ENDED;
    }
    long count = line.quietCount();
    return inFlight.isEmpty() && !connection.isReceiving() ? count : BUSY;
  }

  private synchronized boolean hasEnded() {
    return end != null;
  }

  // What the reading thread does.

  private final class Reading implements Runnable {
    @Override
    public void run() {
      try {
        WorkRequest message = connection.read();
        while (message != null && !hasEnded()) {
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
      } catch (Throwable e) { // Without a reader the client would wait for ever.
        end(WorkerEnd.ofFailure(e, execution.log()));
      }
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
    } catch (Throwable e) { // The user's function: its request fails, the others go on.
      answer(run, WorkResponse.of(request.requestId(), FAILED, FailureTrace.of(e)));
      return;
    }
    if (addSlot(line.add(new WaitingLine.Place(run, key)))) {
      threads.create(new Slot()).start();
    }
    line.awaitRoom();
  }

  private synchronized boolean addSlot(int needed) {
    boolean more = slots < Math.min(needed, options.slots());
    if (more) {
      slots++;
    }
    return more;
  }

  private synchronized void ended() {
    slots--;
    notifyAll();
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

  /** The client has forgotten an older request of the same id (F13). */
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
      return; // Answered, or never heard of (F17).
    }
    switch (run.cancel()) {
      case RUNNING -> stopping.cancel(run);
      case RECEIVED -> {
        // A singleplex client expects its answers in order: the slot gives it.
        if (requestId != 0) {
          line.remove(run);
          inFlight.remove(run);
          write(WorkResponse.cancelled(requestId));
        }
      }
      default -> {}
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
      } catch (Throwable e) { // The request would never be answered.
        end(WorkerEnd.ofFailure(e, execution.log()));
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
      answer(run, response);
    } else {
      inFlight.remove(run);
      if (run.request().requestId() == 0) {
        write(WorkResponse.cancelled(0));
      }
    }
  }

  /** Answers unless that is done or no longer wanted. */
  private void answer(RequestRun run, WorkResponse response) {
    try {
      connection.answer(run, response);
    } catch (IOException e) {
      end(WorkerEnd.failed(WorkerMessage.ANSWER_UNWRITTEN.text(e)));
    }
    // Only now: until it is answered, a newer request of its id must find it here to mute it. The
    // client may have sent that by now; then this one is no longer here.
    inFlight.remove(run);
  }

  private void write(WorkResponse response) {
    try {
      connection.write(response);
    } catch (IOException e) {
      end(WorkerEnd.failed(WorkerMessage.ANSWER_UNWRITTEN.text(e)));
    }
  }
}
