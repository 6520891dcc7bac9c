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
 * The processes of a pool, and the requests that wait for one. The thread of the request that needs
 * it does what takes time (starting, checking, measuring, ending), outside of the lock.
 * Thread-safe.
 */
final class ProcessSlots {
  /** How often to check, since no system notifies of the growth of a process or file. */
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final Lifetime lifetime;
  private final Timeouts timeouts;
  private final ChildStarter starter;
  private final boolean forgets;
  private final Timers timers = new Timers();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition served = lock.newCondition();

  // Guarded by lock.
  private final SlotScheduler scheduler;
  private boolean closed;

  /**
   * Creates it without processes.
   *
   * @param forgets whether a process may forget files that it holds
   */
  ProcessSlots(PoolSettings settings, ChildStarter starter, boolean forgets) {
    this.starter = starter;
    this.forgets = forgets;
    lifetime = settings.lifetime();
    timeouts = settings.timeouts();
    scheduler = new SlotScheduler(settings.maxProcesses(), settings.maxResidentBytes());
  }

  /**
   * Waits for a slot whose process is ready and knows none of the request's inputs with another
   * digest.
   */
  ProcessSlot take(SlotRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    ProcessSlot slot = await(request, token, scheduler::enter);
    while (true) {
      boolean good = false;
      try {
        if (slot.process() == null) {
          start(slot, request.evicted(), token);
          good = true;
        } else {
          good = isGood(slot, request.held());
        }
      } finally {
        if (!good) {
          terminate(slot);
        }
      }
      if (good) {
        return slot;
      }
      slot = await(request, token, scheduler::returned);
    }
  }

  static ToolProcess process(ProcessSlot slot) {
    return Objects.requireNonNull(slot.process());
  }

  /** How a request joins the queue. */
  private interface Joining {
    void join(SlotRequest request);
  }

  @SuppressWarnings("try") // Resources that are only there to be closed.
  private ProcessSlot await(SlotRequest request, CancellationToken token, Joining joining)
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
        throwIfClosed(); // Check this also after an unfit slot, since nothing would remove the
        // request.
        joining.join(request);
        serve();
        return await(request, token);
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Called with the lock. A request that has got a slot takes it in any case, since otherwise
   * nobody would release it.
   */
  private ProcessSlot await(SlotRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    boolean interrupted = false;
    try {
      while (request.slot() == null) {
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
      return request.slot();
    } finally {
      scheduler.leave(request);
    }
  }

  /** Called with the lock. */
  private void throwIfClosed() throws ProcessFailedException {
    if (closed) {
      throw new ProcessFailedException(ProcessMessage.PROCESS_CLOSED.text());
    }
  }

  /** Called with the lock. */
  private void serve() {
    if (!scheduler.serve().isEmpty()) {
      served.signalAll();
    }
  }

  private void start(ProcessSlot slot, List<ProcessSlot> evicted, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    evicted.forEach(this::terminate);
    ToolProcess process = ToolProcess.start(starter, slot.configuration(), timers, timeouts);
    lock.lock();
    try {
      slot.setProcess(process);
      throwIfClosed();
    } finally {
      lock.unlock();
    }
    process.awaitReady(token);
    long bytes = process.residentBytes();
    lock.lock();
    try {
      slot.setForgets(forgets && process.can("forget"));
      scheduler.measured(slot, bytes);
      slot.setWatch(timers.every(WATCH, () -> watch(slot)));
    } finally {
      lock.unlock();
    }
    process.onEnd(() -> ended(slot));
  }

  private boolean isGood(ProcessSlot slot, List<Input> inputs) throws InterruptedException {
    ToolProcess process = process(slot);
    if (process.age().compareTo(lifetime.maxAge()) >= 0 || !process.isHealthy()) {
      return false;
    }
    List<Input> conflicts;
    lock.lock();
    try {
      conflicts = slot.dropConflicts(inputs);
    } finally {
      lock.unlock();
    }
    return conflicts.isEmpty() || process.forget(conflicts);
  }

  /**
   * Watches the growth of a process, also while it is idle, because processes that it left running
   * can grow.
   */
  private void watch(ProcessSlot slot) {
    ToolProcess process = process(slot);
    process.checkErrors();
    lock.lock();
    try {
      if (slot.state() != ProcessSlot.State.BUSY) {
        return;
      }
    } finally {
      lock.unlock();
    }
    long bytes = process.residentBytes();
    lock.lock();
    try {
      scheduler.measured(slot, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Releases a slot after a request, which may have left {@code held} in its process. */
  void release(ProcessSlot slot, List<Input> held) {
    ToolProcess process = process(slot);
    // Also if it is not fit: it takes up room until it is gone.
    long bytes = process.residentBytes();
    boolean stays;
    List<ProcessSlot> evicted;
    lock.lock();
    try {
      slot.hold(held);
      scheduler.measured(slot, bytes);
      stays = !closed && process.isFit() && mayLiveOn(slot);
      if (stays) {
        scheduler.release(slot);
      } else {
        slot.setState(ProcessSlot.State.ENDING);
      }
      evicted = scheduler.trim();
      serve();
    } finally {
      lock.unlock();
    }
    if (!stays) {
      terminate(slot);
    }
    evicted.forEach(this::terminate);
  }

  private boolean mayLiveOn(ProcessSlot slot) {
    return slot.requests() + 1 < lifetime.maxRequests()
        && slot.bytes() <= lifetime.maxBytes()
        && slot.heldCount() <= lifetime.maxHeld();
  }

  /** Ends a process, and only then gives its room to another one. */
  private void terminate(ProcessSlot slot) {
    ToolProcess process = slot.process();
    if (process != null) {
      process.close();
    }
    Timers.Timer watch = slot.watch();
    if (watch != null) {
      watch.close();
    }
    lock.lock();
    try {
      scheduler.remove(slot);
      serve();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that a process has ended by itself. If it is in use, the thread that uses it finds out
   * itself.
   */
  private void ended(ProcessSlot slot) {
    lock.lock();
    try {
      if (slot.state() != ProcessSlot.State.IDLE) {
        return;
      }
      slot.setState(ProcessSlot.State.ENDING);
    } finally {
      lock.unlock();
    }
    terminate(slot);
  }

  /** Ends all processes. Busy ones are killed; the threads that use them release them. */
  void close() {
    List<ProcessSlot> idle = new ArrayList<>();
    List<ProcessSlot> busy = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      for (ProcessSlot slot : scheduler.clear()) {
        (slot.state() == ProcessSlot.State.IDLE ? idle : busy).add(slot);
      }
      served.signalAll();
    } finally {
      lock.unlock();
    }
    idle.forEach(slot -> process(slot).endInput());
    String reason = ProcessMessage.PROCESS_CLOSED.text();
    for (ProcessSlot slot : busy) {
      ToolProcess process = slot.process();
      if (process != null) {
        process.kill(reason);
      }
    }
    idle.forEach(this::terminate);
    timers.close();
    starter.close();
  }
}
