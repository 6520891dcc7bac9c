package dev.perdure.worker.runtime.streams;

import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.output.UnclosedPrintStream;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.RequestScope;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes System.in, System.out and System.err away from the wire and gives them to the requests. No
 * other class touches them. Thread-safe.
 */
public final class StandardStreams {
  private static volatile @Nullable StandardStreams installed;

  /** How many workers of this process use the installed streams. */
  private static int users;

  /** The worker log of a process that is a worker; null in any other. */
  private static volatile @Nullable WorkerLog processLog;

  /** Whether this process is a worker that serves its client. */
  private static volatile boolean serving;

  /** Whether this process does a single piece of work. */
  private static volatile boolean oneShot;

  /** Also receives the worker log, or null. Set before the worker begins. */
  private static volatile @Nullable OutputStream logCopy;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** Whether the streams belong to a program around the worker. */
  private final boolean embedded;

  private StandardStreams(InputStream in, PrintStream out, PrintStream err, boolean embedded) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.embedded = embedded;
  }

  /**
   * Whether {@code in} reads this process's standard input, and not what a program, such as a test,
   * has put in its place. A stream around standard input can't be told from others.
   */
  public static boolean isStandardInput(InputStream in) {
    if (in instanceof FileInputStream file) {
      try {
        return file.getFD() == FileDescriptor.in;
      } catch (IOException e) {
        return false; // It is closed.
      }
    }
    return in == System.in && in.getClass() == BufferedInputStream.class; // As the JDK makes it.
  }

  /** The worker log of a process that is a worker: file descriptor 2, in UTF-8. */
  public static PrintStream standardError() {
    OutputStream error = buffered(FileDescriptor.err);
    OutputStream copy = logCopy;
    return new PrintStream(
        copy == null ? error : LogCopy.of(error, copy), true, StandardCharsets.UTF_8);
  }

  /** Also writes the worker log of this process to {@code copy}; called before the log begins. */
  public static void copyLog(OutputStream copy) {
    logCopy = copy;
  }

  /**
   * Installs the streams of a process that is a worker: System.in is empty, and what threads of no
   * request print goes to {@code log}.
   */
  public static synchronized void installForProcess(WorkerLog log) {
    PrintStream routing = new RoutingPrintStream(log.stream());
    processLog = log;
    serving = true;
    install(new StandardStreams(new ByteArrayInputStream(new byte[0]), routing, routing, false));
  }

  /** Notes that the worker of this process has ended, so that the program may exit. */
  public static void endServing() {
    serving = false;
  }

  /** Whether this process is a worker that serves its client, so that no thread may end it. */
  public static boolean isServing() {
    return serving;
  }

  /** Whether this process is or was a worker, and not another program that embeds one. */
  static boolean ownProcess() {
    return processLog != null;
  }

  /** Whether this process was started to do the worker's work, once or for many requests. */
  public static boolean startedForWork() {
    return oneShot || processLog != null;
  }

  /**
   * The log of the worker whose request, stopped or not, started the calling thread; otherwise the
   * log of the process.
   */
  public static WorkerLog logOfCaller() {
    RequestScope scope = RequestScope.current();
    return scope == null ? log() : scope.log();
  }

  /** The worker log of this process; System.err if it has none. */
  static WorkerLog log() {
    WorkerLog log = processLog;
    return log == null ? new WorkerLog(System.err) : log;
  }

  /**
   * Installs the streams for a worker inside another program, such as a test: only threads that
   * work for a request see other streams than before.
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
   * Installs the streams for a one-shot run: those of the process, but with output in UTF-8. A run
   * inside a request, as when a tool is itself a worker, uses the streams of its request.
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
   * Restores the streams when their last user has ended: those that the program around the worker
   * had, or has set since.
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
   * Makes sure that a request that is about to begin sees its own streams. Streams that the program
   * around the worker has set since the last request stay below them.
   */
  public static void takeOver() {
    StandardStreams streams = installed;
    if (streams != null && streams.embedded && streams.isReplaced()) {
      synchronized (StandardStreams.class) {
        // While requests run, one of them may have set it, and will restore it at its end.
        if (installed == streams && RunningRequests.of(null).isEmpty()) {
          StandardStreams renewed = embedded(System.in, System.out, System.err);
          installed = renewed;
          renewed.set();
        }
      }
    }
  }

  /** Puts the streams back in place after a tool has replaced one. */
  public static void reclaim() {
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
