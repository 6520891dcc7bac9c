package dev.perdure.worker.runtime.end;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.runtime.log.StackDump;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.system.MemoryUse;
import dev.perdure.worker.runtime.system.Monitors;
import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches memory, idle time and long requests on its own thread, which sleeps until there is
 * something to do. Thread-safe.
 */
public final class Upkeep implements WorkerListener, Runnable {
  /** The shortest time between two checks of memory and processor time. */
  private static final long CHECK_NANOS = 500_000_000;

  /** The shortest time between two collections of garbage to see how much of the heap is in use. */
  private static final long COLLECTION_NANOS = 10_000_000_000L;

  private static final long NEVER = Long.MAX_VALUE;

  /** Running work, and whether it was reported. */
  private static final class Running {
    final WorkRequest request;
    final long since = System.nanoTime();
    boolean reported;

    Running(WorkRequest request) {
      this.request = request;
    }
  }

  private final WorkerUpkeep settings;
  private final WorkStopper stopper;
  private final WorkerLog log;

  /** The other listeners, which are notified of collections. */
  private final Listeners others;

  // All guarded by this.
  private final Map<Thread, Running> running = new HashMap<>();
  private long idleSince = System.nanoTime();
  private boolean unchecked;
  private boolean uncollected;
  private boolean ended;

  // Used by the thread only.
  private long lastCheck = System.nanoTime() - CHECK_NANOS;
  private long lastCollection = System.nanoTime() - COLLECTION_NANOS;
  private Duration cpuAtCollection = Duration.ZERO;
  private boolean retired;

  /**
   * Makes what {@link #start} starts.
   *
   * @param stopper ends the worker
   * @param others the other listeners, which are notified of collections
   */
  public Upkeep(WorkerUpkeep settings, WorkStopper stopper, WorkerLog log, Listeners others) {
    this.settings = settings;
    this.stopper = stopper;
    this.log = log;
    this.others = others;
  }

  /** Whether the settings need this class. */
  public static boolean isNeeded(WorkerUpkeep settings) {
    return !settings.equals(WorkerUpkeep.defaults().withEndWhenChanged(settings.endWhenChanged()));
  }

  public void start() {
    Thread thread = new Thread(null, this, "perdure-upkeep", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void started(WorkRequest request) {
    running.put(Thread.currentThread(), new Running(request));
    notifyAll();
  }

  @Override
  public synchronized void finished(WorkRequest request, WorkResponse response) {
    running.remove(Thread.currentThread());
    idleSince = System.nanoTime();
    unchecked = true;
    uncollected = true;
    notifyAll();
  }

  @Override
  public synchronized void ended(int exitCode) {
    ended = true;
    notifyAll();
  }

  @Override
  public void run() {
    List<Runnable> duties = awaitDuties();
    while (!duties.isEmpty()) {
      duties.forEach(Runnable::run);
      duties = awaitDuties();
    }
  }

  /** Waits for something to do, and returns it; empty when the worker has ended. */
  private synchronized List<Runnable> awaitDuties() {
    List<Runnable> duties = new ArrayList<>();
    while (!ended) {
      long now = System.nanoTime();
      long wait = Math.min(reports(now, duties), Math.min(check(now, duties), idle(now, duties)));
      if (!duties.isEmpty()) {
        return duties;
      }
      if (wait == NEVER) {
        Monitors.await(this);
      } else {
        Monitors.await(this, wait);
      }
    }
    return duties;
  }

  /** Each of these methods adds what is due, or returns the nanoseconds until something may be. */
  private long reports(long now, List<Runnable> duties) {
    if (settings.dumpStacksAfter().isZero()) {
      return NEVER;
    }
    long wait = NEVER;
    for (Running each : running.values()) {
      long left = each.since + Nanos.of(settings.dumpStacksAfter()) - now;
      if (!each.reported && left <= 0) {
        each.reported = true;
        duties.add(() -> log.say(StackDump.of(each.request.requestId(), now - each.since)));
      } else if (!each.reported) {
        wait = Math.min(wait, left);
      }
    }
    return wait;
  }

  private long check(long now, List<Runnable> duties) {
    if (!unchecked || retired) {
      return NEVER;
    }
    long left = lastCheck + CHECK_NANOS - now;
    if (left > 0) {
      return left;
    }
    unchecked = false;
    lastCheck = now;
    duties.add(this::checkMemory);
    return NEVER;
  }

  private long idle(long now, List<Runnable> duties) {
    if (settings.collectAfterIdle().isZero() || !uncollected || !running.isEmpty()) {
      return NEVER;
    }
    long left = idleSince + Nanos.of(settings.collectAfterIdle()) - now;
    if (left > 0) {
      return left;
    }
    uncollected = false;
    duties.add(this::collect);
    return NEVER;
  }

  private void checkMemory() {
    long max = settings.maxResidentBytes();
    long resident = max == 0 ? 0 : MemoryUse.resident();
    if (resident > max) {
      retire(WorkerMessage.RESIDENT_FULL.text(resident >> 20, max >> 20));
      return;
    }
    if (isHeapFull() && System.nanoTime() - lastCollection >= COLLECTION_NANOS) {
      collect(); // Garbage counts as in use until it is collected.
      if (isHeapFull()) {
        retire(WorkerMessage.HEAP_FULL.text((int) (settings.maxHeap() * 100)));
        return;
      }
    }
    Duration limit = settings.collectAfterCpu();
    if (!limit.isZero() && cpu().minus(cpuAtCollection).compareTo(limit) >= 0) {
      collect();
    }
  }

  private boolean isHeapFull() {
    return settings.maxHeap() > 0 && MemoryUse.heap() > settings.maxHeap();
  }

  private void collect() {
    long start = System.nanoTime();
    System.gc();
    lastCollection = System.nanoTime();
    others.collected(lastCollection - start);
    cpuAtCollection = cpu();
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void retire(String reason) {
    retired = true;
    stopper.retire(WorkerEnd.retired(reason));
  }
}
