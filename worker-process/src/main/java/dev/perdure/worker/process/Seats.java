package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of a pool and the requests that wait for one. What takes time (starting, checking,
 * measuring, ending) is done by the thread of the request that needs it, outside of the lock.
 * Thread-safe.
 */
final class Seats {
  /** How often to look: no system tells when a process or a file grows. */
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final Lifetime lifetime;
  private final Timing timing;
  private final ChildStarter starter;
  private final boolean forgets;
  private final Alarms alarms = new Alarms();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition served = lock.newCondition();

  // Guarded by lock.
  private final Roster roster;
  private boolean closed;

  /**
   * Without processes.
   *
   * @param forgets whether a process may forget files that it holds
   */
  Seats(PoolSettings settings, ChildStarter starter, boolean forgets) {
    this.starter = starter;
    this.forgets = forgets;
    lifetime = settings.lifetime();
    timing = settings.timing();
    roster = new Roster(settings.maxProcesses(), settings.maxResidentBytes());
  }

  /**
   * Waits for a seat whose process is ready and knows none of the request's inputs at another
   * digest.
   */
  Seat take(Ticket ticket, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    Seat seat = await(ticket, token, roster::enter);
    while (true) {
      boolean good = false;
      try {
        if (seat.process() == null) {
          start(seat, ticket.victims(), token);
          good = true;
        } else {
          good = isGood(seat, ticket.held());
        }
      } finally {
        if (!good) {
          drop(seat);
        }
      }
      if (good) {
        return seat;
      }
      seat = await(ticket, token, roster::returned);
    }
  }

  static ToolProcess process(Seat seat) {
    return Objects.requireNonNull(seat.process());
  }

  /** How a request joins the line. */
  private interface Joining {
    void join(Ticket ticket);
  }

  @SuppressWarnings("try") // Resources that are only there to be closed.
  private Seat await(Ticket ticket, CancellationToken token, Joining joining)
      throws ProcessFailedException, InterruptedException {
    Runnable wake =
        () -> {
          lock.lock();
          try {
            served.signalAll();
          } finally {
            lock.unlock();
          }
        };
    try (CancellationToken.Registration cancel = token.onCancel(wake)) {
      lock.lockInterruptibly();
      try {
        throwIfClosed(); // Also with a seat that was no good: nothing would take it away.
        joining.join(ticket);
        serve();
        return await(ticket, token);
      } finally {
        lock.unlock();
      }
    }
  }

  /** With the lock. Who has got a seat takes it in any case: only so it is given back. */
  private Seat await(Ticket ticket, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    boolean interrupted = false;
    try {
      while (ticket.seat() == null) {
        throwIfClosed();
        if (interrupted) {
          throw new InterruptedException();
        }
        token.throwIfCancelled();
        try {
          served.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return ticket.seat();
    } finally {
      roster.leave(ticket);
    }
  }

  /** With the lock. */
  private void throwIfClosed() throws ProcessFailedException {
    if (closed) {
      throw new ProcessFailedException(ProcessMessage.PROCESS_CLOSED.text());
    }
  }

  /** With the lock. */
  private void serve() {
    if (!roster.serve().isEmpty()) {
      served.signalAll();
    }
  }

  private void start(Seat seat, List<Seat> victims, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    victims.forEach(this::drop);
    ToolProcess process = ToolProcess.start(starter, seat.configuration(), alarms, timing);
    lock.lock();
    try {
      seat.setProcess(process);
      throwIfClosed();
    } finally {
      lock.unlock();
    }
    process.awaitReady(token);
    long bytes = process.residentBytes();
    lock.lock();
    try {
      seat.setForgets(forgets && process.can("forget"));
      roster.measured(seat, bytes);
    } finally {
      lock.unlock();
    }
    process.onEnd(() -> ended(seat));
  }

  private boolean isGood(Seat seat, List<Input> inputs) throws InterruptedException {
    ToolProcess process = process(seat);
    if (process.age().compareTo(lifetime.maxAge()) >= 0 || !process.isHealthy()) {
      return false;
    }
    List<Input> conflicts;
    lock.lock();
    try {
      conflicts = seat.dropConflicts(inputs);
    } finally {
      lock.unlock();
    }
    return conflicts.isEmpty() || process.forget(conflicts);
  }

  /** Looks after the growth of a process, until that is closed. */
  Alarms.Alarm watch(Seat seat) {
    ToolProcess process = process(seat);
    return alarms.every(
        WATCH,
        () -> {
          process.checkErrors();
          long bytes = process.residentBytes();
          lock.lock();
          try {
            roster.measured(seat, bytes);
          } finally {
            lock.unlock();
          }
        });
  }

  /** Gives a seat back behind a request, which may have left these inputs in its process. */
  void giveBack(Seat seat, List<Input> held) {
    ToolProcess process = process(seat);
    // Also of one that is not fit: it has its room until it is gone.
    long bytes = process.residentBytes();
    boolean stays;
    List<Seat> victims;
    lock.lock();
    try {
      seat.hold(held);
      roster.measured(seat, bytes);
      stays = !closed && process.isFit() && mayLiveOn(seat);
      if (stays) {
        roster.release(seat);
      } else {
        seat.setState(Seat.State.LEAVING);
      }
      victims = roster.trim();
      serve();
    } finally {
      lock.unlock();
    }
    if (!stays) {
      drop(seat);
    }
    victims.forEach(this::drop);
  }

  private boolean mayLiveOn(Seat seat) {
    return seat.requests() + 1 < lifetime.maxRequests()
        && seat.bytes() <= lifetime.maxBytes()
        && seat.heldCount() <= lifetime.maxHeld();
  }

  /** Ends a process, and only then gives its room to another. */
  private void drop(Seat seat) {
    ToolProcess process = seat.process();
    if (process != null) {
      process.close();
    }
    lock.lock();
    try {
      roster.remove(seat);
      serve();
    } finally {
      lock.unlock();
    }
  }

  /** A process has ended by itself; if it is not idle, whoever has it finds out. */
  private void ended(Seat seat) {
    lock.lock();
    try {
      if (seat.state() != Seat.State.IDLE) {
        return;
      }
      seat.setState(Seat.State.LEAVING);
    } finally {
      lock.unlock();
    }
    drop(seat);
  }

  /** Ends all. Busy ones are killed; whoever has one gives it back. */
  void close() {
    List<Seat> idle = new ArrayList<>();
    List<Seat> busy = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      for (Seat seat : roster.clear()) {
        (seat.state() == Seat.State.IDLE ? idle : busy).add(seat);
      }
      served.signalAll();
    } finally {
      lock.unlock();
    }
    idle.forEach(seat -> process(seat).dismiss());
    String reason = ProcessMessage.PROCESS_CLOSED.text();
    for (Seat seat : busy) {
      ToolProcess process = seat.process();
      if (process != null) {
        process.condemn(reason);
      }
    }
    idle.forEach(this::drop);
    alarms.close();
    starter.close();
  }
}
