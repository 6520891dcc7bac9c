package dev.perdure.worker.runtime.request;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.end.CancelSequence;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.output.RequestOutput;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request from its arrival to its answer: its state, its output and the thread that works on
 * it.
 *
 * <p>What few requests need is created when first used, because each class that is loaded delays a
 * worker's first answer. Thread-safe.
 */
public final class RequestRun {
  /** The stages of a request; it never goes back. */
  public enum State {
    RECEIVED,
    RUNNING,
    CANCELLING,
    ANSWERED
  }

  private static final long NO_EXIT = Long.MIN_VALUE;

  private final WorkRequest request;
  private final WorkerLog log;

  /** Tells the threads of the work which request they belong to. */
  private final RequestScope scope;

  /**
   * Guarded by this, so that races between running, cancelling and answering are decided by one
   * step.
   */
  private State state = State.RECEIVED;

  private volatile boolean givenUp;

  /** Guarded by this. Created when first used: most requests are never cancelled. */
  private @Nullable Cancellation cancellation;

  // Guarded by this. Created when first used: most requests print nothing.
  private @Nullable RequestOutput output;

  /** Whether the answer's text is complete. Guarded by this. */
  private boolean outputTaken;

  /** What was printed until System.exit was called, or null. Guarded by this. */
  private @Nullable String outputAtExit;

  /** Guarded by this. Created when first used: most requests leave nothing to be ended. */
  private @Nullable RequestResources resources;

  /** Whether the resources have been ended, so that none can be added. Guarded by this. */
  private boolean resourcesEnded;

  /** The files that the work has resolved as outputs. Guarded by this. Created when first used. */
  private @Nullable List<Path> outputs;

  /** The arguments for the handler. Set by the slot before the handler is called. */
  private List<String> arguments = List.of();

  /** How many bytes of the output are kept. Set by the slot before the work begins. */
  private int maxOutputBytes = RequestOutput.DEFAULT_BYTES;

  /** Whether the sandbox directory is taken out of the output. Set like the limit. */
  private boolean hidesSandbox;

  /** The thread inside the handler; guarded by this. */
  private @Nullable Thread runner;

  /** Whether the work has stopped. Written under this. */
  private volatile boolean stopped;

  /** The status that the work gave to System.exit; a long, so that no int can mean "none". */
  private volatile long exitStatus = NO_EXIT;

  public RequestRun(WorkRequest request, WorkerLog log) {
    this.request = request;
    this.log = log;
    this.scope = new RequestScope(this);
  }

  /**
   * The request that the calling thread works for; null if there is none, or its work has stopped.
   */
  public static @Nullable RequestRun current() {
    RequestScope scope = RequestScope.current();
    return scope == null ? null : scope.run();
  }

  public RequestScope scope() {
    return scope;
  }

  public WorkerLog log() {
    return log;
  }

  /** The message that asked for the work. */
  public WorkRequest request() {
    return request;
  }

  public void setArguments(List<String> value) {
    arguments = value;
  }

  public List<String> arguments() {
    return arguments;
  }

  /**
   * Keeps at most {@code bytes} of what is printed, without the sandbox directory if that is
   * hidden; called before the work begins.
   */
  public void limitOutput(int bytes, boolean hidden) {
    maxOutputBytes = bytes;
    hidesSandbox = hidden && !request.sandboxDir().isEmpty();
  }

  /** The stage of the request. */
  public synchronized State state() {
    return state;
  }

  /** Whether the client has cancelled the running work. */
  public synchronized boolean isCancelling() {
    return state == State.CANCELLING;
  }

  public synchronized CancellationToken cancellation() {
    return ensureCancellation();
  }

  private synchronized Cancellation ensureCancellation() {
    if (cancellation == null) {
      cancellation = new Cancellation(request.requestId());
      if (stopped) {
        cancellation.drop();
      }
    }
    return cancellation;
  }

  /** Whether the work has stopped, even if its answer is not written yet. */
  public boolean isStopped() {
    return stopped;
  }

  /**
   * Binds the calling thread to this request and starts it.
   *
   * @return false if it was cancelled before it began: then it must not run
   */
  public boolean begin() {
    synchronized (this) {
      if (state != State.RECEIVED) {
        return false;
      }
      state = State.RUNNING;
      runner = Thread.currentThread();
    }
    RequestScope.set(scope);
    return true;
  }

  /**
   * Ends the resources of the work, and unbinds the calling thread. After that, no interrupt of
   * this request reaches the thread.
   */
  public void stop() {
    try {
      endResources();
    } finally {
      RequestScope.set(null);
      scope.forget();
      synchronized (this) {
        runner = null;
        stopped = true;
        if (cancellation != null) {
          cancellation.drop();
        }
        notifyAll();
      }
      // An interrupt that the work or its cancellation left must not reach the next request.
      Thread.interrupted();
    }
  }

  /**
   * Moves the request to {@link State#ANSWERED}.
   *
   * @return true if the caller must now write the answer; false if the request was already there,
   *     so that nothing may be written
   */
  public synchronized boolean answer() {
    boolean first = state != State.ANSWERED;
    state = State.ANSWERED;
    return first;
  }

  /**
   * Notes that the client has cancelled the request.
   *
   * @return the state before: if it was {@link State#RECEIVED}, the caller must answer the request
   *     as cancelled; if it was {@link State#RUNNING}, the caller must stop the work, see {@link
   *     CancelSequence}; otherwise there is nothing to do
   */
  public synchronized State cancel() {
    State before = state;
    if (before == State.RECEIVED) {
      state = State.ANSWERED;
    } else if (before == State.RUNNING) {
      state = State.CANCELLING;
    }
    return before;
  }

  /**
   * Gives the request up because the client has sent another one with its id (F13): it will not be
   * answered.
   *
   * @return true if the caller must now stop its work, see {@code CancelSequence}
   */
  public synchronized boolean mute() {
    State before = state;
    state = State.ANSWERED;
    return before == State.RUNNING;
  }

  /** Notes that nobody waits any more for this work to stop, since it heeds nothing. */
  public void giveUp() {
    givenUp = true;
  }

  /** Whether nobody waits for this work to stop. */
  public boolean isGivenUp() {
    return givenUp;
  }

  /**
   * Fires the token. The registered actions run in order on a separate thread, so that an action
   * that hangs does not delay the thread that stops the work.
   *
   * @return null, or the actions if no thread can be started: then the caller must have them run
   */
  public @Nullable TimedStep fireCancellation() {
    List<Cancellation.Action> actions = ensureCancellation().cancel();
    return actions.isEmpty() ? null : CancelActions.start(actions, request.requestId(), log);
  }

  /** Whether somebody has asked for the work's token, or fired it. */
  public synchronized boolean hasToken() {
    return cancellation != null;
  }

  /** Interrupts the work, unless it has stopped. */
  public synchronized void interrupt() {
    if (runner != null) {
      runner.interrupt();
    }
  }

  public void attach(Process process) {
    resources().attach(process);
  }

  /** Closes {@code resource} when the work has stopped. */
  public void closeAtEnd(AutoCloseable resource) {
    resources().closeAtEnd(resource);
  }

  private synchronized RequestResources resources() {
    if (resources == null) {
      if (resourcesEnded) {
        throw RequestAnswered.exception(request.requestId());
      }
      resources = new RequestResources(request.requestId());
    }
    return resources;
  }

  /** Kills the child processes of the work, with their descendants. */
  public void killProcesses() {
    RequestResources mine;
    synchronized (this) {
      mine = resources;
    }
    if (mine != null) {
      mine.kill();
    }
  }

  private void endResources() {
    RequestResources mine;
    synchronized (this) {
      mine = resources;
      resourcesEnded = true;
    }
    if (mine != null) {
      mine.end(log);
    }
  }

  /** The thread that is inside the handler, or null. */
  public synchronized @Nullable Thread runner() {
    return runner;
  }

  /**
   * Waits until the work has stopped.
   *
   * @return false if it has not after {@code millis} milliseconds
   */
  public synchronized boolean awaitStop(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!stopped) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  public synchronized void addOutput(Path output) {
    if (outputs == null) {
      outputs = new ArrayList<>();
    }
    outputs.add(output);
  }

  /** The files that the work has resolved as outputs. */
  synchronized List<Path> outputs() {
    return outputs == null ? List.of() : List.copyOf(outputs);
  }

  /** The index at which {@code bytes} begin in what was printed so far, or -1. */
  long findPrinted(byte[] bytes) {
    RequestOutput printed;
    synchronized (this) {
      printed = output;
    }
    return printed == null ? -1 : printed.find(bytes);
  }

  /** What was printed so far; the collection goes on. */
  public String printed() {
    RequestOutput printed;
    synchronized (this) {
      printed = output;
    }
    return printed == null ? "" : printed.text();
  }

  /** Where the request prints; once its work has stopped, the worker log. */
  public PrintStream out() {
    return output().stream();
  }

  private synchronized RequestOutput output() {
    if (output == null) {
      output = new RequestOutput(log.stream(), maxOutputBytes);
      if (hidesSandbox) {
        output.hide(request.sandboxDir());
      }
      if (outputTaken || stopped) {
        output.take();
      }
    }
    return output;
  }

  /** What was printed so far; later prints go to the worker log. */
  public synchronized String takeOutput() {
    if (outputAtExit != null) {
      return outputAtExit;
    }
    outputTaken = true;
    // Under the lock: otherwise another thread that calls exit now could take the text first.
    return output == null ? "" : output.take();
  }

  /**
   * Notes that the work called System.exit; the first status counts, as in a process. What is
   * printed later, mostly about the error that unwinds the work, is not part of the output.
   */
  public synchronized void exit(int status) {
    if (exitStatus == NO_EXIT) {
      exitStatus = status;
      outputAtExit = takeOutput();
    }
  }

  /** True if the work called System.exit. */
  public boolean hasExited() {
    return exitStatus != NO_EXIT;
  }

  /** The status that the work gave to System.exit. */
  public int exitStatus() {
    return (int) exitStatus;
  }
}
