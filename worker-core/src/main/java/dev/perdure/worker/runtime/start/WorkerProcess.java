package dev.perdure.worker.runtime.start;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.end.HaltDeadline;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.streams.StandardDescriptors;
import dev.perdure.worker.runtime.streams.StandardStreams;
import dev.perdure.worker.runtime.streams.WireDescriptors;
import dev.perdure.worker.runtime.system.Monitors;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A process that is a worker: its standard streams, its signals and its end. The thread is the
 * shutdown hook, which the JVM runs at SIGTERM or when the program exits.
 */
public final class WorkerProcess extends Thread {
  private final WorkerLoop loop;
  private final Connection connection;
  private final WorkStopper stopper;

  /** Guarded by this. */
  private boolean finished;

  private WorkerProcess(WorkerLoop loop, Connection connection, WorkStopper stopper) {
    super("perdure-termination");
    this.loop = loop;
    this.connection = connection;
    this.stopper = stopper;
  }

  /** Serves the client of this process until it ends; returns the exit code. */
  public static int run(WorkHandler handler, WorkerOptions options, Arguments arguments) {
    PrintStream standardError = StandardStreams.standardError();
    WireDescriptors wire = WireDescriptors.take();
    WorkerLog log = new WorkerLog(standardError);
    StandardStreams.installForProcess(log);
    Connection connection = options.connect(wire.in(), wire.out());
    WorkStopper stopping = new WorkStopper(options.cancelSteps(), log, true);
    Execution execution = new Execution(handler, arguments, log);
    WorkerLoop loop = options.loop(connection, execution, stopping);
    Listeners told = options.observe(stopping, connection, execution);
    if (options.endsWhenChanged()) {
      stopping.watchTool(handler);
      connection.watchTool(stopping);
    }
    WorkerProcess termination = new WorkerProcess(loop, connection, stopping);
    Runtime.getRuntime().addShutdownHook(termination);
    StandardDescriptors.restoreLater(wire);
    try {
      return serve(loop, stopping, told);
    } finally {
      termination.finish(); // Whatever happens, since otherwise the hook waits for it.
      StandardStreams.endServing();
    }
  }

  private static int serve(WorkerLoop loop, WorkStopper stopping, @Nullable Listeners told) {
    WorkerEnd end = loop.serve();
    try {
      stopping.endChildren();
      if (told != null) {
        told.ended(end.exitCode());
      }
      String lastLine = end.lastLine();
      if (lastLine != null) {
        stopping.log().say(lastLine);
      }
    } catch (OutOfMemoryError e) {
      stopping.memoryRanOut(); // The exit code tells it, and the process must end anyway.
    }
    return end.exitCode();
  }

  @Override
  public void run() {
    if (!isFinished()) {
      connection.shut();
      loop.end(WorkerEnd.ofSignal());
      if (!awaitFinished()) {
        stopper.haltAtLast();
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
