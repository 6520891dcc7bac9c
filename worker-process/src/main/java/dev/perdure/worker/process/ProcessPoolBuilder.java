package dev.perdure.worker.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Builds a {@link ProcessPool}. A time may be as long as {@link
 * java.time.temporal.ChronoUnit#FOREVER}. A value that can't be a limit causes an {@link
 * IllegalArgumentException} at once. Not thread-safe.
 */
public final class ProcessPoolBuilder {
  private int maxProcesses = Runtime.getRuntime().availableProcessors();
  private long maxResidentBytes = Long.MAX_VALUE;
  private Lifetime lifetime = Lifetime.defaults();
  private Timeouts timeouts = Timeouts.defaults();
  private ChildLimits limits = ChildLimits.defaults();

  private SandboxPolicy sandbox = SandboxPolicy.NONE;

  ProcessPoolBuilder() {}

  /**
   * Sets how many processes there may be at once, over all configurations; by default, one per
   * processor.
   */
  public ProcessPoolBuilder maxProcesses(int count) {
    PoolSettings.checkMaxProcesses(count);
    maxProcesses = count;
    return this;
  }

  /**
   * Limits the memory of all processes and their descendants together, over all configurations, if
   * the system tells it; by default, there is no limit. Idle processes are ended when the total is
   * over the limit, and no process is started that would exceed it. But a busy process is never
   * ended, and one process may always run.
   */
  public ProcessPoolBuilder maxResidentBytes(long bytes) {
    PoolSettings.checkMaxResidentBytes(bytes);
    maxResidentBytes = bytes;
    return this;
  }

  /** Sets the number of requests after which a process is ended; by default, there is none. */
  public ProcessPoolBuilder maxRequestsOfProcess(int count) {
    lifetime = new Lifetime(count, lifetime.maxAge(), lifetime.maxBytes(), lifetime.maxHeld());
    return this;
  }

  /**
   * Sets the age from which a process gets no more requests; by default, a day. It is ended when
   * the next request would get it.
   */
  public ProcessPoolBuilder maxAgeOfProcess(Duration age) {
    lifetime = new Lifetime(lifetime.maxRequests(), age, lifetime.maxBytes(), lifetime.maxHeld());
    return this;
  }

  /**
   * Ends a process that, with its descendants, occupies more memory than this after a request; by
   * default, there is no limit.
   */
  public ProcessPoolBuilder maxBytesOfProcess(long bytes) {
    lifetime = new Lifetime(lifetime.maxRequests(), lifetime.maxAge(), bytes, lifetime.maxHeld());
    return this;
  }

  /** Sets how long a process may take until it is ready; by default, 30 s. */
  public ProcessPoolBuilder startTimeout(Duration time) {
    timeouts = new Timeouts(time, timeouts.answer(), timeouts.check(), timeouts.cancelGrace());
    return this;
  }

  /**
   * Sets how long a process may work on a request before it is killed; zero, the default, for no
   * limit.
   */
  public ProcessPoolBuilder requestTimeout(Duration time) {
    timeouts = new Timeouts(timeouts.start(), time, timeouts.check(), timeouts.cancelGrace());
    return this;
  }

  /**
   * Sets how long a process may take to answer the pool's {@code ping} or {@code forget}, which the
   * pool sends before a request to processes that understand them; by default, 5 s. A process that
   * takes longer is killed.
   */
  public ProcessPoolBuilder pingTimeout(Duration time) {
    timeouts = new Timeouts(timeouts.start(), timeouts.answer(), time, timeouts.cancelGrace());
    return this;
  }

  /**
   * Sets how long a process may go on working after its request was cancelled; by default, half a
   * second.
   */
  public ProcessPoolBuilder cancelGrace(Duration time) {
    timeouts = new Timeouts(timeouts.start(), timeouts.answer(), timeouts.check(), time);
    return this;
  }

  /** Sets how large an answer may be, including its output; by default, 64 MiB. */
  public ProcessPoolBuilder maxAnswerBytes(long bytes) {
    limits = new ChildLimits(bytes, limits.maxErrorBytes());
    return this;
  }

  /**
   * Sets how many bytes a process may print to standard error during a request; by default, 16 MiB.
   * A process that prints more is killed; if it has answered by then, the text is cut.
   */
  public ProcessPoolBuilder maxErrorBytes(int bytes) {
    limits = new ChildLimits(limits.maxMessageBytes(), bytes);
    return this;
  }

  /**
   * Makes each process work in its own directory below {@code root} instead of the request's, for
   * tools that can't cope with files that move. A request's inputs are added to it (as hard links,
   * or as symlinks on another file system), and stay as long as the process. A request that has an
   * input with another digest gets another process. {@link ProcessRequest#outputs() Outputs} are
   * moved to the request's own directory. Arguments must be relative. By default, this is off.
   *
   * <p>This is weaker than a sandbox of the client: a process also sees the inputs of its earlier
   * requests, so it does not fail if the build rules forget to declare one of them.
   *
   * @param root a directory, which is created if it is missing. Pools of several workers, also in
   *     several containers, may share it. Files that pools of killed workers have left there are
   *     deleted; other files are left alone. If it is on another file system than the outputs,
   *     these are copied
   */
  public ProcessPoolBuilder additiveSandbox(Path root) {
    sandbox = new AdditiveSandbox(root, false);
    return this;
  }

  /**
   * Like {@link #additiveSandbox}, but fails a request if its process opened a file of its
   * directory that is not among the inputs of this request. Only for processes that report what
   * they open.
   */
  public ProcessPoolBuilder strictAdditiveSandbox(Path root) {
    sandbox = new AdditiveSandbox(root, true);
    return this;
  }

  /** Creates the pool; it starts no process before its first request. */
  public ProcessPool build() {
    PoolSettings settings =
        new PoolSettings(maxProcesses, maxResidentBytes, lifetime, timeouts, limits);
    return new ProcessPool(settings, new PipedChildStarter(limits), sandbox);
  }
}
