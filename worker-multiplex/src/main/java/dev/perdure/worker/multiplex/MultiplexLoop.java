package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.Connection;
import dev.perdure.worker.runtime.Execution;
import dev.perdure.worker.runtime.RequestRun;
import dev.perdure.worker.runtime.Stopping;
import dev.perdure.worker.runtime.WorkerEnd;
import dev.perdure.worker.runtime.WorkerLoop;
import dev.perdure.worker.runtime.WorkerMessage;
import java.io.IOException;
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

  /** The key of requests of id 0. */
  private static final Object SINGLEPLEX = "singleplex";

  private final Connection connection;
  private final Execution execution;
  private final Stopping stopping;
  private final Multiplex options;
  private final InFlight inFlight = new InFlight();
  private final WaitingLine line;
  private final SlotThreads threads;

  /** Slots that were started; belongs to the reading thread. */
  private int slots;

  /** Guarded by this. */
  private @Nullable WorkerEnd end;

  MultiplexLoop(Connection connection, Execution execution, Stopping stopping, Multiplex options) {
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
    line.close();
    stopping.end(inFlight.all());
    try {
      connection.drain(DRAIN_MILLIS);
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
      } catch (Throwable e) {
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
    if (line.add(new WaitingLine.Place(run, key(request))) && slots < options.slots()) {
      slots++;
      threads.create(new Slot()).start();
    }
    line.awaitRoom();
  }

  private @Nullable Object key(WorkRequest request) {
    return request.requestId() == 0 ? SINGLEPLEX : options.policy().key().apply(request);
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
      try {
        WaitingLine.Place place = line.take();
        while (place != null) {
          work(place.run());
          line.release(place);
          place = line.take();
        }
      } catch (Throwable e) {
        end(WorkerEnd.ofFailure(e, execution.log()));
      }
    }
  }

  private void work(RequestRun run) {
    WorkResponse response = execution.execute(run);
    int id = run.request().requestId();
    inFlight.remove(run);
    if (response == null) {
      if (id == 0) {
        write(WorkResponse.cancelled(id));
      }
    } else if (run.answer()) {
      write(response);
    }
  }

  private void write(WorkResponse response) {
    try {
      connection.write(response);
    } catch (IOException e) {
      end(WorkerEnd.failed(WorkerMessage.ANSWER_UNWRITTEN.text(e)));
    }
  }
}
