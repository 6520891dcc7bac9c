package dev.perdure.worker;

import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.Arguments;
import dev.perdure.worker.runtime.DispatchServices;
import dev.perdure.worker.runtime.EmbeddedWorker;
import dev.perdure.worker.runtime.OneShot;
import dev.perdure.worker.runtime.SandboxCheck;
import dev.perdure.worker.runtime.WorkerFlags;
import dev.perdure.worker.runtime.WorkerOptions;
import dev.perdure.worker.runtime.WorkerProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Makes a tool of a {@link WorkHandler}: a persistent worker when it is started with {@code
 * --persistent_worker}, else an ordinary program that does one piece of work and ends.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   System.exit(Worker.of(MyTool::work).run(args));
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe: each setting returns another worker.
 */
public final class Worker {
  private static final String PERSISTENT = "--persistent_worker";

  private final WorkHandler handler;
  private final WorkerOptions options;

  private Worker(WorkHandler handler, WorkerOptions options) {
    this.handler = handler;
    this.options = options;
  }

  /** A worker that does {@code handler}'s work, one request at a time. */
  public static Worker of(WorkHandler handler) {
    return new Worker(Objects.requireNonNull(handler, "handler"), WorkerOptions.defaults());
  }

  /**
   * Many requests at once, as many as there are processors; the handler must be thread-safe. Takes
   * the module worker-multiplex.
   *
   * @throws IllegalStateException if that module is not there
   */
  public Worker multiplex() {
    return multiplex(DispatchServices.multiplex());
  }

  /** Many requests at once, as {@code dispatch} says. */
  public Worker multiplex(Dispatch dispatch) {
    return new Worker(handler, options.withDispatch(Objects.requireNonNull(dispatch, "dispatch")));
  }

  /**
   * The codecs to choose from by the client's first bytes. Without this they are found as services,
   * which costs some milliseconds at start-up.
   */
  public Worker codecs(WorkerCodec... codecs) {
    return new Worker(handler, options.withCodecs(Arrays.asList(codecs)));
  }

  /** How much a message of the client may ask for; a larger one ends the worker. */
  public Worker limits(CodecLimits limits) {
    return new Worker(handler, options.withLimits(Objects.requireNonNull(limits, "limits")));
  }

  /**
   * How the flagfiles of the tool are written; an argument a line if not set. They are expanded in
   * a one-shot run, and where a client has left an {@code @file} in a request, as some remote
   * executors do.
   */
  public Worker flagfiles(FlagfileFormat format) {
    return new Worker(handler, options.withFlagfiles(Objects.requireNonNull(format, "format")));
  }

  /**
   * How the work of a cancelled request is stopped; {@link CancelSteps#defaults()} if not set. A
   * tool that must not be interrupted says so here: see {@link CancelSteps#withoutInterrupt()}.
   */
  public Worker cancelling(CancelSteps steps) {
    return new Worker(handler, options.withCancelSteps(Objects.requireNonNull(steps, "steps")));
  }

  /** Tells {@code listener}, besides those that were given before, what happens to requests. */
  public Worker listener(WorkerListener listener) {
    return new Worker(handler, options.withListener(Objects.requireNonNull(listener, "listener")));
  }

  /**
   * Writes what happens as a Chrome trace, which Perfetto shows: a lane a slot, a block a request.
   * The argument {@code --worker_trace=FILE} behind {@code --persistent_worker} does the same.
   *
   * @param file is replaced; {@code %p} in it stands for the process id, since a client may start
   *     several workers
   */
  public Worker trace(Path file) {
    return new Worker(handler, options.withTrace(Objects.requireNonNull(file, "file")));
  }

  /**
   * Records requests and idle times as events of JDK Flight Recorder, in the category "Persistent
   * Worker". Takes the module jdk.jfr. The argument {@code --worker_flight_recording} behind {@code
   * --persistent_worker} does the same; a recording is started as for any JVM.
   */
  public Worker flightRecording() {
    return listener(WorkerFlags.recording());
  }

  /**
   * How much of what a request prints is kept for its answer; 8 MiB if not set. Of a longer text
   * the answer has the first three quarters of this and the last quarter, and says between them how
   * many bytes were left out. A one-shot run prints everything.
   *
   * @param maxBytes of UTF-8, at least 1
   * @throws IllegalArgumentException if there are less
   */
  public Worker maxOutput(int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("expected at least 1 byte of output, got " + maxBytes);
    }
    return new Worker(handler, options.withMaxOutputBytes(maxBytes));
  }

  /**
   * Fails a request that ends with success although its sandbox directory is named in what it
   * printed or in a file that it {@linkplain WorkContext#resolveOutput resolved as an output}; the
   * answer names file and offset. It reads all outputs again, and can't see into compressed ones.
   */
  public Worker refuseSandboxPaths() {
    return new Worker(new SandboxCheck(handler), options);
  }

  /** How the worker behaves as one of many programs; {@link WorkerUpkeep#defaults()} if not set. */
  public Worker upkeep(WorkerUpkeep upkeep) {
    return new Worker(handler, options.withUpkeep(Objects.requireNonNull(upkeep, "upkeep")));
  }

  /**
   * Runs as the arguments of {@code main} say, and returns the exit code for {@code System.exit}.
   *
   * <p>With {@code --persistent_worker} among them: serves requests from standard input until it
   * ends or SIGTERM comes; arguments before it are startup arguments, which the handler sees before
   * those of each request; arguments behind it are for the worker itself (F1). Without it: expands
   * flagfiles, works once, reads and prints on the real standard streams. An exit code of the work
   * that a system would cut to 0, such as 256, is then 1; an answer to a client has it as it is.
   *
   * <p>A worker process is gone within a second of its client (F18): what comes behind this call,
   * shutdown hooks included, has some 0.6 s before the JVM is halted.
   */
  public int run(String... args) {
    List<String> arguments = Arrays.asList(args);
    int persistent = arguments.indexOf(PERSISTENT);
    if (persistent < 0) {
      return OneShot.run(handler, options.flagfiles(), arguments);
    }
    // Not a sub-list, whose classes a worker would load for nothing.
    List<String> startup = List.of(Arrays.copyOf(args, persistent));
    WorkerOptions effective =
        persistent + 1 < args.length ? WorkerFlags.apply(options, args, persistent + 1) : options;
    return WorkerProcess.run(handler, effective, new Arguments(startup, options.flagfiles()));
  }

  /**
   * Serves requests from a stream inside of this program, as tests and build tools do; returns when
   * the stream has ended. Several may run at once. The streams stay open.
   *
   * @param requests the client's requests
   * @param responses takes the answers, and nothing else
   * @param log takes what belongs to no request; UTF-8
   * @return the exit code that a worker process would have
   */
  public int serve(InputStream requests, OutputStream responses, OutputStream log) {
    return EmbeddedWorker.run(handler, options, requests, responses, log);
  }
}
