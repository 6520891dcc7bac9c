package com.google.devtools.build.lib.worker;

import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides whether a handler serves the client that started this process. If so, the worker takes
 * the descriptors of the process. If not, as in a test, it serves the streams that it was given.
 *
 * <p>A stream doesn't show whether it wraps standard input, and neither does a JSON reader. The
 * command line does: clients start workers with {@code --persistent_worker} (F1).
 */
final class ProcessWire {
  private static final String PERSISTENT = "--persistent_worker";

  /** A process has one client. */
  private static final AtomicBoolean CLAIMED = new AtomicBoolean();

  private ProcessWire() {}

  /** Claims the client of the process for a handler that reads {@code in}, if that serves it. */
  static boolean claim(InputStream in) {
    return (isStartedAsWorker() || StandardStreams.isStandardInput(in)) && take();
  }

  /** Claims the client of the process for a handler whose stream is unknown, if that serves it. */
  static boolean claim() {
    return isStartedAsWorker() && take();
  }

  /**
   * Guards System.out for a handler whose processor is the worker's own. The descriptors stay,
   * because that processor uses them.
   *
   * @param log takes what no request prints
   * @return whether this process was started as a worker
   */
  static boolean guard(PrintStream log) {
    boolean own = claim();
    if (own) {
      StandardStreams.installForProcess(new WorkerLog(log));
    }
    return own;
  }

  /** Notes that the worker has ended, so that the process may exit. */
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
