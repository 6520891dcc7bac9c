package dev.perdure.worker.runtime.end;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.TimedStep;
import dev.perdure.worker.runtime.system.ChildProcesses;
import dev.perdure.worker.runtime.system.MemoryReserve;
import dev.perdure.worker.runtime.system.Monitors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stops work early, because the client has cancelled it or because the worker ends, and brings the
 * worker to its end. It never answers requests: the thread whose work has stopped does.
 * Thread-safe.
 *
 * <p>The serving thread, which waits for the end anyway, does what takes time. So no thread has to
 * be started in order to stop something.
 */
public final class WorkStopper {
  /** Turns answers into the bytes that the client will read. */
  public interface AnswerEncoder {
    /** Encodes {@code response} into {@code target}, to be written later. */
    void encode(WorkResponse response, WireOutput target);
  }

  /**
   * The time from the beginning of the first request until the end is prepared; most requests have
   * been answered by then.
   */
  private static final long PREPARE_NANOS = 5_000_000;

  /** The time until that is tried again if there was no memory for it. */
  private static final long PREPARE_AGAIN_NANOS = 100_000_000;

  /** A heap of up to this size could be full before the end is prepared. */
  private static final long SMALL_HEAP_BYTES = 128 << 20;

  private static final int FAILED = 1;

  /** As many as can wait without more memory. */
  private static final int FEW_STEPS = 64;

  /** How cancelled work is stopped; null for the default. */
  private final @Nullable CancelSteps steps;

  private final WorkerLog log;
  private final boolean ownsProcess;

  /** How many requests are running. */
  private final AtomicInteger working = new AtomicInteger();

  /** What is released when memory runs out; null before the end is prepared. */
  private volatile byte @Nullable [][] reserve;

  /** Why no more work may begin, or null. */
  private volatile @Nullable String refusal;

  /** What the end needs, created in advance; null before that. */
  private volatile @Nullable EndPreparation prepared;

  /**
   * Whether work may only begin after the attempt to prepare the end; otherwise both go on at the
   * same time.
   */
  private final boolean preparesFirst = Runtime.getRuntime().maxMemory() <= SMALL_HEAP_BYTES;

  /** Whether there was an attempt to prepare the end, successful or not. Written under this. */
  private volatile boolean tried;

  /** Whether the first request has begun. Written under this. */
  private volatile boolean begun;

  /** When to prepare the end. Written under this, later by the serving thread. */
  private volatile long prepareAt;

  /** Whether the end must still be prepared. Used by the serving thread only. */
  private boolean preparing = true;

  /** The watch over the tool's files; null if they are not watched. */
  private final @Nullable ToolWatch toolWatch;

  // Set when the loop begins, before it starts its threads.
  private @Nullable WorkerLoop loop;

  private @Nullable AnswerEncoder encoder;

  // Guarded by this.
  private final List<TimedStep> waiting = new ArrayList<>(FEW_STEPS);
  private @Nullable Retirement retirement;

  /** Written once, under this. */
  private volatile @Nullable WorkerEnd end;

  /** Guarded by this; the first use of an atomic one would need memory. */
  private boolean told;

  /**
   * Halts the process once the worker ends; null before that, and if the program around the worker
   * goes on.
   */
  private volatile @Nullable HaltDeadline halt;

  /**
   * @param steps how cancelled work is stopped; null for the default
   * @param log where work that does not stop is reported
   * @param ownsProcess whether this process is the worker's, and ends with it, child processes too
   * @param tool the handler whose files are watched, with those of the worker's code; null if none
   *     are
   */
  public WorkStopper(
      @Nullable CancelSteps steps, WorkerLog log, boolean ownsProcess, @Nullable WorkHandler tool) {
    this.steps = steps;
    this.log = log;
    this.ownsProcess = ownsProcess;
    this.toolWatch = tool == null ? null : new ToolWatch(this, tool);
  }

  /**
   * What a loop calls when it begins, before it starts its threads: the two need each other.
   *
   * @param value the loop, which ends when the worker ends
   * @param client encodes answers in advance
   */
  public void serves(WorkerLoop value, AnswerEncoder client) {
    loop = value;
    encoder = client;
  }

  /** Whether this process is the worker's, and ends with it. */
  boolean ownsProcess() {
    return ownsProcess;
  }

  public WorkerLog log() {
    return log;
  }

  /** The watch over the tool's files; null if they are not watched. */
  public @Nullable ToolWatch toolWatch() {
    return toolWatch;
  }

  // What the serving thread does.

  /** Waits on the serving thread for the end of the worker, and takes the steps that are due. */
  public WorkerEnd awaitEnd() {
    while (true) {
      TimedStep step = null;
      synchronized (this) {
        if (end != null) {
          return end;
        }
        long now = System.nanoTime();
        long wait = untilNext(now);
        if (wait > 0) {
          if (wait == Long.MAX_VALUE) {
            Monitors.await(this);
          } else {
            Monitors.await(this, wait);
          }
          continue;
        }
        step = takeDue(now);
      }
      try {
        if (step == null) {
          prepareEnd();
          notePrepared();
        } else if (step.take()) {
          add(step);
        }
      } catch (Throwable e) { // Nothing else takes these steps, so a client would wait forever.
        broken(e);
      }
    }
  }

  /** The nanoseconds until something is due. Called under this. */
  private long untilNext(long now) {
    long wait = Long.MAX_VALUE;
    if (begun && preparing) {
      wait = prepareAt - now;
    }
    for (int i = 0; i < waiting.size(); i++) {
      wait = Math.min(wait, waiting.get(i).due() - now);
    }
    return wait;
  }

  /** Takes out a step that is due; null if the end must be prepared. Called under this. */
  private @Nullable TimedStep takeDue(long now) {
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).due() - now <= 0) {
        return waiting.remove(i);
      }
    }
    return null;
  }

  private synchronized void notePrepared() {
    tried = true;
    notifyAll();
  }

  /** If this fails, what the end needs is created when it is needed, as far as possible. */
  private void prepareEnd() {
    preparing = false;
    WorkerLoop mine = loop;
    if (mine == null) {
      return;
    }
    try {
      if (reserve == null) {
        reserve = MemoryReserve.make();
      }
      EndPreparation made = prepared;
      if (made == null) {
        made = EndPreparation.prepare(this, mine);
        prepared = made;
        TimedStep watch = made.heapWatch();
        if (watch != null) {
          add(watch);
        }
      }
      made.rehearse(this);
    } catch (LinkageError e) {
      log.say(WorkerMessage.END_UNPREPARED.text(e));
    } catch (OutOfMemoryError e) {
      preparing = true; // The reserve is for the code that reports this.
      prepareAt = System.nanoTime() + PREPARE_AGAIN_NANOS;
    }
  }

  private synchronized void add(TimedStep step) {
    waiting.add(step);
    notifyAll();
  }

  // What the other threads ask for.

  /** Begins to stop cancelled work, and returns at once. */
  public void cancel(RequestRun run) {
    TimedStep left = run.fireCancellation();
    add(CancelSequence.of(run, steps == null ? CancelSteps.defaults() : steps));
    if (left != null) {
      add(left);
    }
  }

  /** Stops what still runs when the worker ends; returns when it has stopped or time is up. */
  public void end(Collection<RequestRun> runs) {
    ShutdownSequence.run(runs, log, steps == null || steps.interrupts(), new EndChildren());
  }

  /** Ends the worker; the first end counts. Needs no memory. */
  public void end(WorkerEnd reason) {
    synchronized (this) {
      if (end != null) {
        return;
      }
      end = reason;
      notifyAll();
    }
    if (ownsProcess) {
      haltLater(reason);
    }
  }

  /**
   * Writes into the log why the worker ends, once. Needs no memory once the end is prepared; before
   * that, a later call tries again if there was none.
   */
  public void tell(WorkerEnd reason) {
    synchronized (this) {
      if (told) {
        return;
      }
      told = true;
    }
    try {
      reason.tell(log);
    } catch (OutOfMemoryError e) {
      synchronized (this) {
        told = false;
      }
    }
  }

  /** Ends the worker, by whatever means are left, because one of its own threads has failed. */
  public void broken(Throwable failure) {
    memoryRanOut(); // If memory is the cause, reporting it needs some.
    try {
      endWorker(WorkerEnd.ofFailure(failure, log));
    } catch (Throwable e) {
      if (ownsProcess) {
        halt(failure);
      }
      throw e;
    }
  }

  /** The last resort, which needs no class that is not loaded. */
  private void halt(Throwable failure) {
    try {
      failure.printStackTrace(log.stream());
    } finally {
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Makes the loop end. */
  public void endWorker(WorkerEnd reason) {
    WorkerLoop mine = loop;
    if (mine == null) {
      end(reason);
    } else {
      mine.end(reason);
    }
  }

  private void haltLater(WorkerEnd reason) {
    EndPreparation ready = prepared;
    HaltDeadline mine = ready == null ? null : ready.halt();
    if (mine == null) {
      mine = HaltDeadline.started();
    }
    mine.arm(reason.exitCode());
    halt = mine;
  }

  /**
   * For a thread that has nothing else to do when the worker ends: halts the process at the
   * deadline if no thread could be started for that, and otherwise returns.
   */
  public void haltIfNobodyElse() {
    HaltDeadline mine = halt;
    if (mine != null && !mine.hasThread()) {
      mine.awaitAndHalt();
    }
  }

  /**
   * For a thread that has nothing at all to do when the worker ends: halts the process if it is
   * still there after the deadline. Returns if the program around the worker goes on.
   */
  public void haltAtLast() {
    HaltDeadline mine = halt;
    if (mine != null) {
      mine.awaitAndHalt();
    }
  }

  /** Reports that the system gives no thread for more than the {@code left} slots. */
  public void slotMissing(OutOfMemoryError failure, int left) {
    log.say(WorkerMessage.THREAD_MISSING.text(failure.getMessage(), left));
  }

  /** Whether the worker is ending. */
  public boolean hasEnded() {
    return end != null;
  }

  /** Why the worker is ending; null if it is not. */
  public @Nullable WorkerEnd reason() {
    return end;
  }

  /** Ends the worker between two requests. Needs no memory once the end is prepared. */
  public void retire(WorkerEnd reason) {
    WorkerLoop mine = loop;
    if (mine != null) {
      EndPreparation ready = prepared;
      Retirement made = ready == null ? new Retirement(this, mine) : ready.retirement();
      synchronized (this) {
        if (retirement == null) {
          add(made.begin(reason));
          retirement = made;
        }
      }
    }
  }

  /** Refuses all work from now on, and ends the worker when what runs has stopped. */
  void refuse(String answer) {
    refusal = answer;
    retire(WorkerEnd.retired(null));
  }

  boolean isRefusing() {
    return refusal != null;
  }

  /** What requests are told that may not begin, or null if they may. */
  @Nullable String refusal() {
    return refusal;
  }

  boolean isWorking() {
    return working.get() > 0;
  }

  /**
   * Notes that work is about to begin.
   *
   * @return why it may not; null if it may, and then {@link #workStopped} must be called
   */
  public @Nullable String workBegins() {
    working.incrementAndGet();
    if (!begun || (preparesFirst && !tried)) {
      firstBegins();
    }
    String refused = refusal; // After the increment: refuse() looks at that next.
    if (refused != null) {
      working.decrementAndGet();
    }
    return refused;
  }

  private synchronized void firstBegins() {
    if (!begun) {
      prepareAt = System.nanoTime() + (preparesFirst ? 0 : PREPARE_NANOS);
      begun = true;
      notifyAll();
    }
    while (preparesFirst && !tried && end == null) {
      Monitors.await(this);
    }
  }

  /** Notes that the work of {@code run} has stopped. */
  public void workStopped(RequestRun run) {
    working.decrementAndGet();
    if (run.hasToken()) {
      forget(run);
    }
  }

  private synchronized void forget(RequestRun run) {
    for (int i = waiting.size() - 1; i >= 0; i--) {
      if (waiting.get(i).isFor(run)) {
        waiting.remove(i);
      }
    }
  }

  /** Releases the reserve, because reporting this needs memory, too. */
  public void memoryRanOut() {
    reserve = null;
  }

  /** Encodes an answer that is never written. */
  void rehearseAnswer(String text) {
    AnswerEncoder client = encoder;
    if (client != null) {
      client.encode(WorkResponse.of(1, FAILED, text), new WireOutput());
    }
  }

  /** Whether what the end needs has been created in advance. */
  public boolean isEndPrepared() {
    return prepared != null;
  }

  private final class EndChildren implements Runnable {
    @Override
    public void run() {
      endChildren();
    }
  }

  /** Ends all child processes if this process is the worker's own. */
  public void endChildren() {
    if (ownsProcess) {
      ChildProcesses.end();
    }
  }
}
