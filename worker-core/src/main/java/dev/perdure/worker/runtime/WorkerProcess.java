package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkHandler;
import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/** A process that is a worker: its standard streams, its signals and its end. */
public final class WorkerProcess {
  /** From the end of the client to the end of this process, at most. */
  private static final long DEADLINE_NANOS = 950_000_000;

  private WorkerProcess() {}

  /** Serves the client of this process until it ends; returns the exit code. */
  public static int run(WorkHandler handler, WorkerOptions options, Arguments arguments) {
    PrintStream standardError = StandardStreams.standardError();
    WireDescriptors wire = WireDescriptors.take();
    StandardStreams.installForProcess(standardError);
    WorkerLog log = new WorkerLog(standardError);
    Connection connection =
        new Connection(options.codecs(), options.limits(), wire.in(), wire.out());
    WorkerLoop loop =
        options.loop(
            connection,
            new Execution(handler, arguments, log),
            new LastOrders(log, new ChildProcesses()),
            log);
    Termination termination = new Termination(loop, connection);
    Runtime.getRuntime().addShutdownHook(termination);
    WorkerEnd end = loop.serve();
    haltLater(end.exitCode());
    new ChildProcesses().run();
    String lastLine = end.lastLine();
    if (lastLine != null) {
      log.say(lastLine);
    }
    termination.finished();
    return end.exitCode();
  }

  /**
   * Ends the process when all else fails: a main method that does not return, a shutdown hook that
   * hangs. The client would wait for ever (F18).
   */
  private static void haltLater(int exitCode) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    Thread thread =
        new Thread("perdure-halt") {
          @Override
          public void run() {
            long left = deadline - System.nanoTime();
            while (left > 0) {
              LockSupport.parkNanos(left);
              left = deadline - System.nanoTime();
            }
            Runtime.getRuntime().halt(exitCode);
          }
        };
    thread.setDaemon(true);
    thread.start();
  }

  /** SIGTERM, or an exit of the program: the JVM runs this hook, then it ends. */
  private static final class Termination extends Thread {
    private final WorkerLoop loop;
    private final Connection connection;
    private boolean finished;

    Termination(WorkerLoop loop, Connection connection) {
      super("perdure-termination");
      this.loop = loop;
      this.connection = connection;
    }

    @Override
    public void run() {
      if (isFinished()) {
        return;
      }
      connection.shut();
      loop.end(WorkerEnd.ofSignal());
      awaitFinished();
    }

    private synchronized boolean isFinished() {
      return finished;
    }

    private synchronized void awaitFinished() {
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      try {
        long left = DEADLINE_NANOS;
        while (!finished && left > 0) {
          wait(left / 1_000_000 + 1);
          left = deadline - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // The JVM ends anyway.
      }
    }

    synchronized void finished() {
      finished = true;
      notifyAll();
    }
  }
}
