package dev.perdure.worker.runtime;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes System.in, System.out and System.err away from the wire and gives them to the requests; the
 * only class that touches them. Thread-safe.
 */
public final class StandardStreams {
  private static volatile @Nullable StandardStreams installed;

  /** How many workers of this process use the installed streams. */
  private static int users;

  /** The worker log of a process that is a worker; null in any other. */
  private static volatile @Nullable WorkerLog processLog;

  /** Whether a process that is a worker serves its client. */
  private static volatile boolean serving;

  /** Whether this process does one piece of work. */
  private static volatile boolean oneShot;

  /** What also gets the worker log, or null. Set before the worker begins. */
  private static volatile @Nullable OutputStream logCopy;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** Whether they are on loan from a program around the worker. */
  private final boolean embedded;

  private StandardStreams(InputStream in, PrintStream out, PrintStream err, boolean embedded) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.embedded = embedded;
  }

  /** The worker log of a process of its own: file descriptor 2, in UTF-8. */
  public static PrintStream standardError() {
    OutputStream error = buffered(FileDescriptor.err);
    OutputStream copy = logCopy;
    return new PrintStream(
        copy == null ? error : LogCopy.of(error, copy), true, StandardCharsets.UTF_8);
  }

  /** Has the worker log of this process written to {@code copy}, too; called before it begins. */
  static void copyLog(OutputStream copy) {
    logCopy = copy;
  }

  /**
   * For a process that is a worker: System.in is empty, and what no request prints goes to {@code
   * log}.
   */
  public static synchronized void installForProcess(WorkerLog log) {
    PrintStream routing = new RoutingPrintStream(log.stream());
    processLog = log;
    serving = true;
    install(new StandardStreams(new ByteArrayInputStream(new byte[0]), routing, routing, false));
  }

  /** The worker of this process has ended: the program may exit. */
  static void endServing() {
    serving = false;
  }

  /** Whether this process is a worker that serves its client, so that no thread may end it. */
  static boolean isServing() {
    return serving;
  }

  /** Whether this process is a worker, or was one, and not another program with a worker inside. */
  static boolean ownProcess() {
    return processLog != null;
  }

  /** Whether this process was started to do the worker's work, once or as often as asked. */
  static boolean startedForWork() {
    return oneShot || processLog != null;
  }

  /** The worker log of this process; System.err where it has none. */
  static WorkerLog log() {
    WorkerLog log = processLog;
    return log == null ? new WorkerLog(System.err) : log;
  }

  /**
   * For a worker inside of another program, such as a test: only threads that work for a request
   * meet other streams than before.
   */
  public static synchronized void installEmbedded() {
    if (installed == null) {
      install(embedded(System.in, System.out, System.err));
    } else {
      users++;
    }
  }

  private static StandardStreams embedded(InputStream in, PrintStream out, PrintStream err) {
    return new StandardStreams(
        RoutingInputStream.over(in),
        RoutingPrintStream.embedded(out),
        RoutingPrintStream.embedded(err),
        true);
  }

  /**
   * For a one-shot run: as the process has them, but with output in UTF-8. A run inside of a
   * request, as of a tool that is a worker itself, has those of its request.
   */
  public static void installForOneShot() {
    if (RequestRun.current() == null) {
      oneShot = true;
      System.setOut(new UnclosedPrintStream(buffered(FileDescriptor.out), true));
      System.setErr(new UnclosedPrintStream(buffered(FileDescriptor.err), true));
    }
  }

  /** Writes out what a one-shot run printed. */
  public static void flush() {
    System.out.flush();
    System.err.flush();
  }

  public static PrintStream out() {
    return System.out;
  }

  public static PrintStream err() {
    return System.err;
  }

  private static void install(StandardStreams streams) {
    installed = streams;
    users = 1;
    streams.set();
  }

  /**
   * Gives the streams back when their last user is gone: what the program around the worker had, or
   * has set since.
   */
  public static synchronized void uninstall() {
    users--;
    if (users == 0 && installed != null) {
      System.setIn(RoutingInputStream.under(System.in));
      System.setOut(RoutingPrintStream.under(System.out));
      System.setErr(RoutingPrintStream.under(System.err));
      installed = null;
    }
  }

  /**
   * Makes sure that a request which is about to begin meets its own streams. What the program
   * around the worker has set since the last request stays below them.
   */
  static void takeOver() {
    StandardStreams streams = installed;
    if (streams != null && streams.embedded && streams.isReplaced()) {
      synchronized (StandardStreams.class) {
        // With requests running it can also have been one of them, which puts it back at its end.
        if (installed == streams && RunningRequests.of(null).isEmpty()) {
          StandardStreams renewed = embedded(System.in, System.out, System.err);
          installed = renewed;
          renewed.set();
        }
      }
    }
  }

  /** Puts the streams back in place after a tool has replaced one. */
  static void reclaim() {
    StandardStreams streams = installed;
    if (streams != null && streams.isReplaced()) {
      synchronized (StandardStreams.class) {
        if (installed == streams) {
          streams.set();
        }
      }
    }
  }

  private boolean isReplaced() {
    return System.out != out || System.err != err || System.in != in;
  }

  private void set() {
    System.setIn(in);
    System.setOut(out);
    System.setErr(err);
  }

  private static OutputStream buffered(FileDescriptor descriptor) {
    return new BufferedOutputStream(new FileOutputStream(descriptor));
  }
}
