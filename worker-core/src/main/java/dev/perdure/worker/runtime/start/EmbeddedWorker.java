package dev.perdure.worker.runtime.start;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.log.WorkerLog;
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
    Arguments arguments = new Arguments(List.of(), List.of(), options.flagfiles());
    StandardStreams.installEmbedded();
    try {
      return new AssembledWorker(handler, options, arguments, requests, responses, log, false)
          .serve();
    } finally {
      StandardStreams.uninstall();
    }
  }
}
