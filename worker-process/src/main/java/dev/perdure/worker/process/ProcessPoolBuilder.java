package dev.perdure.worker.process;

import java.time.Duration;

/** The settings of a {@link ProcessPool}. Not thread-safe. */
public final class ProcessPoolBuilder {
  private int maxProcesses = Runtime.getRuntime().availableProcessors();
  private long maxResidentBytes = Long.MAX_VALUE;
  private Lifetime lifetime = Lifetime.defaults();
  private Timing timing = Timing.defaults();
  private ChildLimits limits = ChildLimits.defaults();

  ProcessPoolBuilder() {}

  /** How many processes there may be at once, over all configurations; else one a processor. */
  public ProcessPoolBuilder maxProcesses(int count) {
    maxProcesses = count;
    return this;
  }

  /**
   * What the processes may occupy in memory, with their descendants, over all configurations, where
   * the system tells. Idle ones are ended when they have grown past it, and none is started that
   * would not fit in; but busy ones are never ended, and one process may always run.
   */
  public ProcessPoolBuilder maxResidentBytes(long bytes) {
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
    timing = new Timing(time, timing.answer(), timing.check(), timing.cancelGrace());
    return this;
  }

  /** How long a process may work on a request before it is killed; zero, the default, for ever. */
  public ProcessPoolBuilder requestTimeout(Duration time) {
    timing = new Timing(timing.start(), time, timing.check(), timing.cancelGrace());
    return this;
  }

  /** How long a process may take to answer a ping before it counts as dead; 5 s if not set. */
  public ProcessPoolBuilder pingTimeout(Duration time) {
    timing = new Timing(timing.start(), timing.answer(), time, timing.cancelGrace());
    return this;
  }

  /** How long a process may work on when its request was cancelled; half a second if not set. */
  public ProcessPoolBuilder cancelGrace(Duration time) {
    timing = new Timing(timing.start(), timing.answer(), timing.check(), time);
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

  /** The pool; it has no process before its first request. */
  public ProcessPool build() {
    return ProcessPool.of(
        new PoolSettings(maxProcesses, maxResidentBytes, lifetime, timing, limits));
  }
}
