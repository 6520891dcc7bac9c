package dev.perdure.worker.runtime.start;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.end.HaltDeadline;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.streams.StandardDescriptors;
import dev.perdure.worker.runtime.streams.StandardStreams;
import dev.perdure.worker.runtime.streams.WireDescriptors;
import dev.perdure.worker.runtime.system.Monitors;
import java.io.PrintStream;

/**
 * A process that is a worker: its standard streams, its signals and its end. The thread is the
 * shutdown hook, which the JVM runs at SIGTERM or when the program exits.
 */
public final class WorkerProcess extends Thread {
  private final AssembledWorker worker;

  /** Guarded by this. */
  private boolean finished;

  private WorkerProcess(AssembledWorker worker) {
    super("perdure-termination");
    this.worker = worker;
  }

  /** Serves the client of this process until it ends; returns the exit code. */
  public static int run(WorkHandler handler, WorkerOptions options, Arguments arguments) {
    PrintStream standardError = StandardStreams.standardError();
    WireDescriptors wire = WireDescriptors.take();
    WorkerLog log = new WorkerLog(standardError);
    StandardStreams.installForProcess(log);
    AssembledWorker worker =
        new AssembledWorker(handler, options, arguments, wire.in(), wire.out(), log, true);
    WorkerProcess termination = new WorkerProcess(worker);
    Runtime.getRuntime().addShutdownHook(termination);
    StandardDescriptors.restoreLater(wire);
    try {
      return worker.serve();
    } finally {
      termination.finish(); // Whatever happens, since otherwise the hook waits for it.
      StandardStreams.endServing();
    }
  }

  @Override
  public void run() {
    if (!isFinished()) {
      worker.endBySignal();
      if (!awaitFinished()) {
        worker.haltAtLast();
      }
    }
  }

  /** Waits until the worker has ended what runs; returns false if that takes too long. */
  private synchronized boolean awaitFinished() {
    long deadline = System.nanoTime() + HaltDeadline.DEADLINE_NANOS;
    long left = HaltDeadline.DEADLINE_NANOS;
    while (!finished && left > 0) {
      Monitors.await(this, left);
      left = deadline - System.nanoTime();
    }
    return finished;
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  private synchronized void finish() {
    finished = true;
    notifyAll();
  }
}
