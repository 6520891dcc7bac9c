package dev.perdure.worker.runtime.start;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A worker inside another program, over streams that the program gives it. */
public final class EmbeddedWorker {
  private EmbeddedWorker() {}

  /** Serves until {@code requests} ends; returns the exit code that a process would have. */
  public static int run(
      WorkHandler handler,
      WorkerOptions options,
      InputStream requests,
      OutputStream responses,
      OutputStream logStream) {
    WorkerLog log = new WorkerLog(new PrintStream(logStream, true, StandardCharsets.UTF_8));
    Execution execution =
        new Execution(handler, new Arguments(List.of(), List.of(), options.flagfiles()), log);
    WorkStopper stopping = new WorkStopper(options.cancelSteps(), log, false);
    StandardStreams.installEmbedded();
    try {
      Connection connection = options.connect(requests, responses);
      WorkerLoop loop = options.loop(connection, execution, stopping);
      Listeners told = options.observe(stopping, connection, execution);
      WorkerEnd end = loop.serve();
      if (told != null) {
        told.ended(end.exitCode());
      }
      String lastLine = end.lastLine();
      if (lastLine != null) {
        log.say(lastLine);
      }
      return end.exitCode();
    } finally {
      StandardStreams.uninstall();
    }
  }
}
