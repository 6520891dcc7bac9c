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

  private final InputStream originalIn = System.in;
  private final PrintStream originalOut = System.out;
  private final PrintStream originalErr = System.err;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  private StandardStreams(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** The worker log of a process of its own: file descriptor 2, in UTF-8. */
  public static PrintStream standardError() {
    return new PrintStream(buffered(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  /**
   * For a process that is a worker: System.in is empty, and what no request prints goes to {@code
   * log}.
   */
  public static synchronized void installForProcess(PrintStream log) {
    PrintStream routing = new RoutingPrintStream(log);
    install(new StandardStreams(new ByteArrayInputStream(new byte[0]), routing, routing));
  }

  /**
   * For a worker inside of another program, such as a test: only threads that work for a request
   * meet other streams than before.
   */
  public static synchronized void installEmbedded() {
    if (installed == null) {
      install(
          new StandardStreams(
              RoutingInputStream.over(System.in),
              new RoutingPrintStream(System.out),
              new RoutingPrintStream(System.err)));
    } else {
      users++;
    }
  }

  /**
   * For a one-shot run: as the process has them, but UTF-8, and System.in empty as in a worker. A
   * run inside of a request, as of a tool that is a worker itself, has those of its request.
   */
  public static void installForOneShot() {
    if (RequestRun.current() == null) {
      System.setIn(new ByteArrayInputStream(new byte[0]));
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

  /** Gives the streams back when their last user is gone. */
  public static synchronized void uninstall() {
    users--;
    if (users == 0 && installed != null) {
      System.setIn(installed.originalIn);
      System.setOut(installed.originalOut);
      System.setErr(installed.originalErr);
      installed = null;
    }
  }

  /** Puts the streams back in place after a tool has replaced one. */
  static void reclaim() {
    StandardStreams streams = installed;
    if (streams != null
        && (System.out != streams.out || System.err != streams.err || System.in != streams.in)) {
      synchronized (StandardStreams.class) {
        if (installed == streams) {
          streams.set();
        }
      }
    }
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
