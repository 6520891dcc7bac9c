package dev.perdure.worker.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a {@link ProcessPool}. A time may be as long as {@link
 * java.time.temporal.ChronoUnit#FOREVER}; what can be no limit is refused at once. Not thread-safe.
 */
public final class ProcessPoolBuilder {
  private int maxProcesses = Runtime.getRuntime().availableProcessors();
  private long maxResidentBytes = Long.MAX_VALUE;
  private Lifetime lifetime = Lifetime.defaults();
  private Timeouts timeouts = Timeouts.defaults();
  private ChildLimits limits = ChildLimits.defaults();

  private SandboxPolicy sandbox = SandboxPolicy.NONE;

  ProcessPoolBuilder() {}

  /** How many processes there may be at once, over all configurations; else one a processor. */
  public ProcessPoolBuilder maxProcesses(int count) {
    PoolSettings.checkMaxProcesses(count);
    maxProcesses = count;
    return this;
  }

  /**
   * What the processes may occupy in memory, with their descendants, over all configurations, where
   * the system tells. Idle ones are ended when they have grown past it, and none is started that
   * would not fit in; but busy ones are never ended, and one process may always run.
   */
  public ProcessPoolBuilder maxResidentBytes(long bytes) {
    PoolSettings.checkMaxResidentBytes(bytes);
    maxResidentBytes = bytes;
    return this;
  }

  /** After how many requests a process is ended; never if not set. */
  public ProcessPoolBuilder maxRequestsOfProcess(int count) {
    lifetime = new Lifetime(count, lifetime.maxAge(), lifetime.maxBytes(), lifetime.maxHeld());
    return this;
  }

  /** How long after its start a process is ended, unless it is busy; a day if not set. */
  public ProcessPoolBuilder maxAgeOfProcess(Duration age) {
    lifetime = new Lifetime(lifetime.maxRequests(), age, lifetime.maxBytes(), lifetime.maxHeld());
    return this;
  }

  /** A process that occupies more after a request, with its descendants, is ended. */
  public ProcessPoolBuilder maxBytesOfProcess(long bytes) {
    lifetime = new Lifetime(lifetime.maxRequests(), lifetime.maxAge(), bytes, lifetime.maxHeld());
    return this;
  }

  /** How long a process may take until it is ready; 30 s if not set. */
  public ProcessPoolBuilder startTimeout(Duration time) {
    timeouts = new Timeouts(time, timeouts.answer(), timeouts.check(), timeouts.cancelGrace());
    return this;
  }

  /** How long a process may work on a request before it is killed; zero, the default, for ever. */
  public ProcessPoolBuilder requestTimeout(Duration time) {
    timeouts = new Timeouts(timeouts.start(), time, timeouts.check(), timeouts.cancelGrace());
    return this;
  }

  /** How long a process may take to answer a ping before it counts as dead; 5 s if not set. */
  public ProcessPoolBuilder pingTimeout(Duration time) {
    timeouts = new Timeouts(timeouts.start(), timeouts.answer(), time, timeouts.cancelGrace());
    return this;
  }

  /** How long a process may work on when its request was cancelled; half a second if not set. */
  public ProcessPoolBuilder cancelGrace(Duration time) {
    timeouts = new Timeouts(timeouts.start(), timeouts.answer(), timeouts.check(), time);
    return this;
  }

  /** How large an answer may be, its output included; 64 MiB if not set. */
  public ProcessPoolBuilder maxAnswerBytes(long bytes) {
    limits = new ChildLimits(bytes, limits.maxErrorBytes());
    return this;
  }

  /** How much a process may print to standard error during a request; 16 MiB if not set. */
  public ProcessPoolBuilder maxErrorBytes(int bytes) {
    limits = new ChildLimits(limits.maxMessageBytes(), bytes);
    return this;
  }

  /**
   * Gives each process a directory of its own below {@code root} instead of the request's, for
   * tools that can't bear files that move. A request's inputs are added to it (as hard links, or
   * symlinks on another file system) and stay as long as the process; one that comes with another
   * digest gets another process. {@link ProcessRequest#outputs() Outputs} are moved to the
   * request's own directory. Arguments must be relative. Off if not set.
   *
   * <p>It is weaker than a sandbox of the client: a process also sees the inputs of its earlier
   * requests, so that one that is missing in the build's rules is not missed.
   *
   * @param root a directory, made if it is missing; pools of several workers may share it, also
   *     from several containers. What pools of killed workers have left there is deleted, other
   *     files are left alone. On another file system than the outputs, these are copied
   */
  public ProcessPoolBuilder additiveSandbox(Path root) {
    sandbox = new AdditiveSandbox(root, false);
    return this;
  }

  /**
   * As {@link #additiveSandbox}, but fails a request if its process opened a file of its directory
   * that is not among the inputs of this request. Only for processes that report what they open.
   */
  public ProcessPoolBuilder strictAdditiveSandbox(Path root) {
    sandbox = new AdditiveSandbox(root, true);
    return this;
  }

  /** The pool; it has no process before its first request. */
  public ProcessPool build() {
    PoolSettings settings =
        new PoolSettings(maxProcesses, maxResidentBytes, lifetime, timeouts, limits);
    return new ProcessPool(settings, new PipedChildStarter(limits), sandbox);
  }
}
