package dev.perdure.worker.runtime;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkRequest;
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
 * <p>What few requests need is created when first used: a worker's first answer pays for each class
 * that it loads. Thread-safe.
 */
public final class RequestRun {
  /** Where a request is on its way; it never goes back. */
  public enum State {
    RECEIVED,
    RUNNING,
    CANCELLING,
    ANSWERED
  }

  private static final long NO_EXIT = Long.MIN_VALUE;

  private final WorkRequest request;
  private final WorkerLog log;

  /** What the threads of the work know of it. */
  private final RequestScope scope;

  /** Guarded by this; so one step decides each race between running, cancelling and answering. */
  private State state = State.RECEIVED;

  /** Guarded by this. Created when first used: most requests are never cancelled. */
  private @Nullable Cancellation cancellation;

  // Guarded by this. Created when first used: most requests print nothing.
  private @Nullable RequestOutput output;

  /** The answer's text is complete. Guarded by this. */
  private boolean outputTaken;

  /** What was printed until System.exit was called, or null. Guarded by this. */
  private @Nullable String outputAtExit;

  /** Guarded by this. Created when first used: most requests leave nothing to be ended. */
  private @Nullable RequestResources resources;

  /** Nothing more can be left to be ended. Guarded by this. */
  private boolean resourcesEnded;

  /** What the work says that it writes. Guarded by this. Created when first used. */
  private @Nullable List<Path> outputs;

  /** As the handler sees them. Set by the slot before the handler does. */
  private List<String> arguments = List.of();

  /** How much of what is printed is kept. Set by the slot before the work begins. */
  private int maxOutputBytes = RequestOutput.DEFAULT_BYTES;

  /** The thread inside the handler; guarded by this. */
  private @Nullable Thread runner;

  /** The work has stopped. Written under this. */
  private volatile boolean stopped;

  /** What the work gave to System.exit, as a long so that every int can be told from none. */
  private volatile long exitStatus = NO_EXIT;

  public RequestRun(WorkRequest request, WorkerLog log) {
    this.request = request;
    this.log = log;
    this.scope = new RequestScope(this);
  }

  /** The request that the calling thread works for; null if there is none, or it has stopped. */
  public static @Nullable RequestRun current() {
    RequestScope scope = RequestScope.current();
    return scope == null ? null : scope.run();
  }

  RequestScope scope() {
    return scope;
  }

  WorkerLog log() {
    return log;
  }

  /** The message that asked for the work. */
  public WorkRequest request() {
    return request;
  }

  void setArguments(List<String> value) {
    arguments = value;
  }

  List<String> arguments() {
    return arguments;
  }

  /** Keeps at most this much of what is printed; called before the work begins. */
  void limitOutput(int bytes) {
    maxOutputBytes = bytes;
  }

  /** Where the request is on its way. */
  public synchronized State state() {
    return state;
  }

  /** Whether the client has cancelled the work that runs. */
  synchronized boolean isCancelling() {
    return state == State.CANCELLING;
  }

  synchronized CancellationToken cancellation() {
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

  /** True once the work has stopped, whether or not its answer is written. */
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
   * Ends what the work has left, and unbinds the calling thread; from here on no interrupt of this
   * request reaches it.
   */
  void stop() {
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
      // A flag that the work or its cancellation left behind must not reach the next request.
      Thread.interrupted();
    }
  }

  /**
   * Takes the step to {@link State#ANSWERED}; whoever takes it writes the answer.
   *
   * @return false if the step was taken before, so that nothing may be written
   */
  public synchronized boolean answer() {
    boolean first = state != State.ANSWERED;
    state = State.ANSWERED;
    return first;
  }

  /**
   * Notes that the client gave the request up.
   *
   * @return the state before: work that was {@link State#RECEIVED} is now answered by the caller,
   *     as cancelled; work that was {@link State#RUNNING} must be stopped by the caller, see {@link
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
   * Gives the request up because the client sent another under its id (F13): it will not be
   * answered.
   *
   * @return true if its work must now be stopped by the caller, see {@link CancelSequence}
   */
  public synchronized boolean mute() {
    State before = state;
    state = State.ANSWERED;
    return before == State.RUNNING;
  }

  /**
   * Fires the token; the registered actions run on a thread of their own, in their order: one that
   * hangs must not hold up whoever stops the work.
   *
   * @return null, or the actions if no thread can be started: then the caller has them run
   */
  @Nullable CancelActions fireCancellation() {
    List<Cancellation.Action> actions = ensureCancellation().cancel();
    return actions.isEmpty() ? null : CancelActions.start(actions, request.requestId(), log);
  }

  /** Whether somebody has asked for the work's token, or fired it. */
  synchronized boolean hasToken() {
    return cancellation != null;
  }

  /** Interrupts the work, unless it has stopped. */
  synchronized void interrupt() {
    if (runner != null) {
      runner.interrupt();
    }
  }

  void attach(Process process) {
    resources().attach(process);
  }

  /** Closes {@code resource} when the work has stopped. */
  void closeAtEnd(AutoCloseable resource) {
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
  void killProcesses() {
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
  synchronized @Nullable Thread runner() {
    return runner;
  }

  /**
   * Waits until the work has stopped.
   *
   * @return false if it has not after {@code millis} milliseconds
   */
  synchronized boolean awaitStop(long millis) throws InterruptedException {
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

  synchronized void addOutput(Path output) {
    if (outputs == null) {
      outputs = new ArrayList<>();
    }
    outputs.add(output);
  }

  /** What the work says that it writes. */
  synchronized List<Path> outputs() {
    return outputs == null ? List.of() : List.copyOf(outputs);
  }

  /** Where the first of {@code bytes} is in what was printed so far, or -1. */
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

  /** Where the request prints, until its work has stopped; afterwards the worker log. */
  PrintStream out() {
    return output().stream();
  }

  private synchronized RequestOutput output() {
    if (output == null) {
      output = new RequestOutput(log.stream(), maxOutputBytes);
      if (outputTaken || stopped) {
        output.take();
      }
    }
    return output;
  }

  /** What was printed so far; later prints go to the worker log. */
  synchronized String takeOutput() {
    if (outputAtExit != null) {
      return outputAtExit;
    }
    outputTaken = true;
    // Under the lock: an exit at this moment, of another thread, would take the text away.
    return output == null ? "" : output.take();
  }

  /**
   * Notes that the work called System.exit; the first status counts, as it would in a process. And
   * as there, what is printed after it, mostly about the error that unwinds the work, is no output.
   */
  synchronized void exit(int status) {
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
  int exitStatus() {
    return (int) exitStatus;
  }
}
