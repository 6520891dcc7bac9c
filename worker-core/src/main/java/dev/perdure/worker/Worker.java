package dev.perdure.worker;

import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.loop.LoopFactory;
import dev.perdure.worker.runtime.request.SandboxCheck;
import dev.perdure.worker.runtime.start.DispatchServices;
import dev.perdure.worker.runtime.start.EmbeddedWorker;
import dev.perdure.worker.runtime.start.OneShot;
import dev.perdure.worker.runtime.start.WorkerFlags;
import dev.perdure.worker.runtime.start.WorkerOptions;
import dev.perdure.worker.runtime.start.WorkerProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Turns a {@link WorkHandler} into a tool. Started with {@code --persistent_worker}, the tool is a
 * persistent worker. Otherwise it is an ordinary program that does one piece of work and ends.
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
   * Serves as many requests at once as there are processors; the handler must be thread-safe. Needs
   * the module worker-multiplex.
   *
   * @throws IllegalStateException if that module is missing
   */
  public Worker multiplex() {
    return multiplex(DispatchServices.multiplex());
  }

  /**
   * Serves many requests at once, as {@code dispatch} says.
   *
   * @throws IllegalArgumentException if {@code dispatch} is none of this library's
   */
  public Worker multiplex(Dispatch dispatch) {
    if (Objects.requireNonNull(dispatch, "dispatch").loops() instanceof LoopFactory loops) {
      return new Worker(handler, options.withDispatch(loops));
    }
    throw new IllegalArgumentException("not a dispatch of this library: " + dispatch);
  }

  /**
   * Sets the codecs to choose from by the client's first bytes. By default they are found as
   * services, which takes some milliseconds at start-up.
   */
  public Worker codecs(WorkerCodec... codecs) {
    return new Worker(handler, options.withCodecs(Arrays.asList(codecs)));
  }

  /**
   * Limits the size and depth of a client's message; a message beyond the limits ends the worker.
   */
  public Worker limits(CodecLimits limits) {
    return new Worker(handler, options.withLimits(Objects.requireNonNull(limits, "limits")));
  }

  /**
   * Sets the format of the tool's flagfiles; by default, one argument per line. They are expanded
   * in a one-shot run, and also if a client has left an {@code @file} in a request, as some remote
   * executors do, unless the format is {@link FlagfileFormat#TOOL}.
   */
  public Worker flagfiles(FlagfileFormat format) {
    return new Worker(handler, options.withFlagfiles(Objects.requireNonNull(format, "format")));
  }

  /**
   * Sets how the work of a cancelled request is stopped; by default, as {@link
   * CancelSteps#defaults()}. For a tool that must not be interrupted, use {@link
   * CancelSteps#withoutInterrupt()}.
   */
  public Worker cancelling(CancelSteps steps) {
    return new Worker(handler, options.withCancelSteps(Objects.requireNonNull(steps, "steps")));
  }

  /** Adds a listener, which is told what happens to requests. */
  public Worker listener(WorkerListener listener) {
    return new Worker(handler, options.withListener(Objects.requireNonNull(listener, "listener")));
  }

  /**
   * Writes what happens as a Chrome trace, which Perfetto shows with one lane per slot and one
   * block per request. The argument {@code --worker_trace=FILE} after {@code --persistent_worker}
   * does the same.
   *
   * @param file the file to write, which is replaced if it exists; {@code %p} in it stands for the
   *     process id, since a client may start several workers
   */
  public Worker trace(Path file) {
    return new Worker(handler, options.withTrace(Objects.requireNonNull(file, "file")));
  }

  /**
   * Records requests and idle times as events of JDK Flight Recorder, in the category "Persistent
   * Worker". Needs the module jdk.jfr. The argument {@code --worker_flight_recording} after {@code
   * --persistent_worker} does the same. A recording is started as for any JVM.
   */
  public Worker flightRecording() {
    return listener(WorkerFlags.recording());
  }

  /**
   * Names the arguments after {@code --persistent_worker} that the program reads itself, for
   * example from {@link WorkContext#workerArguments()}. Any other argument there that is not one of
   * the worker's own has no effect, and the worker log says so.
   *
   * @param names the names of options; {@code --jobs} admits {@code --jobs} and {@code --jobs=4}
   */
  public Worker workerArguments(String... names) {
    return new Worker(handler, options.withOwnArguments(Arrays.asList(names)));
  }

  /**
   * Limits how much of what a request prints is kept for its answer; by default, 8 MiB. If a
   * request prints more, the answer has the beginning of the text (three quarters of the limit) and
   * its end (one quarter), and says between them how many bytes were left out. A one-shot run
   * prints everything.
   *
   * @param maxBytes the limit in bytes of UTF-8, at least 1
   * @throws IllegalArgumentException if {@code maxBytes} is less than 1
   */
  public Worker maxOutput(int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("expected at least 1 byte of output, got " + maxBytes);
    }
    return new Worker(handler, options.withMaxOutputBytes(maxBytes));
  }

  /**
   * Fails a successful request if its sandbox directory is named in what it printed or in a file
   * that it {@linkplain WorkContext#resolveOutput resolved as an output}. The answer names the file
   * and the offset. This check reads all outputs again, and can't look into compressed ones.
   */
  public Worker refuseSandboxPaths() {
    return new Worker(new SandboxCheck(handler), options);
  }

  /**
   * Takes the sandbox directory of a request out of what it prints, also if it fails, and also out
   * of this library's messages to it. So a path is printed as the client knows it, whatever the
   * tool prints: {@code a/B.java} instead of {@code __sandbox/1/_main/a/B.java}, relative or
   * absolute, and {@code .} for the directory alone. If the directory is a single name, such as
   * {@code 2}, it is only taken out where a path goes on after it. Outputs are not changed; see
   * {@link #refuseSandboxPaths}.
   */
  public Worker hideSandboxPaths() {
    return new Worker(handler, options.withHiddenSandbox());
  }

  /**
   * Sets how the worker behaves as one of many programs on a machine; by default, as {@link
   * WorkerUpkeep#defaults()}.
   */
  public Worker upkeep(WorkerUpkeep upkeep) {
    return new Worker(handler, options.withUpkeep(Objects.requireNonNull(upkeep, "upkeep")));
  }

  /**
   * Runs the worker according to the arguments of {@code main}, and returns the exit code for
   * {@code System.exit}.
   *
   * <p>If {@code --persistent_worker} is among them, serves requests from standard input until that
   * ends or SIGTERM comes. Arguments before it are startup arguments, which the handler sees before
   * those of each request. Arguments after it are for the worker itself (F1): see {@link #trace},
   * {@link #flightRecording} and {@link #workerArguments}. {@code --worker_log=FILE} copies the
   * worker log to a file.
   *
   * <p>Otherwise expands flagfiles, works once, and uses the real standard streams. If the system
   * would truncate the exit code to 0, as with 256, it is 1 instead. An answer to a client has the
   * exit code unchanged.
   *
   * <p>A worker process ends within a second of its client (F18). So code that runs after this
   * call, shutdown hooks included, has about 0.6 s before the JVM is halted.
   */
  public int run(String... args) {
    List<String> arguments = Arrays.asList(args);
    int persistent = arguments.indexOf(PERSISTENT);
    if (persistent < 0) {
      return OneShot.run(handler, options.flagfiles(), arguments);
    }
    // A copy: for a sub-list, a worker would have to load more classes.
    List<String> startup = List.of(Arrays.copyOf(args, persistent));
    List<String> own = List.of(Arrays.copyOfRange(args, persistent + 1, args.length));
    WorkerOptions effective = own.isEmpty() ? options : WorkerFlags.apply(options, own);
    return WorkerProcess.run(handler, effective, new Arguments(startup, own, options.flagfiles()));
  }

  /**
   * Serves requests from a stream inside this program, as tests and build tools do, and returns
   * when the stream has ended. Several calls may run at once. The streams stay open.
   *
   * @param requests the client's requests
   * @param responses receives the answers, and nothing else
   * @param log receives what belongs to no request, in UTF-8
   * @return the exit code that a worker process would have
   */
  public int serve(InputStream requests, OutputStream responses, OutputStream log) {
    return EmbeddedWorker.run(handler, options, requests, responses, log);
  }
}
