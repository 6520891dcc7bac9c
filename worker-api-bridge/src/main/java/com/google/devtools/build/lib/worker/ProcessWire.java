package com.google.devtools.build.lib.worker;

import dev.perdure.worker.runtime.StandardStreams;
import dev.perdure.worker.runtime.WorkerLog;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells whether the client that a handler is to serve is the one that started this process. Then
 * the worker takes the process's descriptors; else it serves the streams that it was given, as in a
 * test.
 *
 * <p>A stream around standard input doesn't show what it is around, and a reader of JSON still
 * less. So the command line tells: a client starts its workers with {@code --persistent_worker}
 * (F1).
 */
final class ProcessWire {
  private static final String PERSISTENT = "--persistent_worker";

  /** A process has one client. */
  private static final AtomicBoolean CLAIMED = new AtomicBoolean();

  private ProcessWire() {}

  /** Claims the process's client for a handler that reads {@code in}, if it is the one. */
  static boolean claim(InputStream in) {
    return (isStartedAsWorker() || StandardStreams.isStandardInput(in)) && take();
  }

  /** Claims the process's client for a handler whose stream can't be seen, if it is the one. */
  static boolean claim() {
    return isStartedAsWorker() && take();
  }

  /**
   * Keeps what is printed away from a client whose streams a handler's own processor has.
   * Descriptors can't be moved below it.
   *
   * @param log takes what no request prints
   * @return whether this is a process that was started as a worker
   */
  static boolean guard(PrintStream log) {
    boolean own = claim();
    if (own) {
      StandardStreams.installForProcess(new WorkerLog(log));
    }
    return own;
  }

  /** The worker has ended: the process may exit. */
  static void unguard() {
    StandardStreams.endServing();
  }

  /** Whether a handler serves the process's client, or did. */
  static boolean isClaimed() {
    return CLAIMED.get();
  }

  private static boolean take() {
    return !CLAIMED.getAndSet(true);
  }

  private static boolean isStartedAsWorker() {
    String command = System.getProperty("sun.java.command", "");
    return (command + " ").contains(" " + PERSISTENT + " ");
  }
}
