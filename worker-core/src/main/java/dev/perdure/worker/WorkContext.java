package dev.perdure.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * One request, as its handler sees it.
 *
 * <p>Thread-safe, and valid until the handler returns. After that, every method throws {@link
 * IllegalStateException}, so work that outlives its request is noticed and can't print into the
 * next one.
 */
public interface WorkContext {
  /**
   * The arguments of the action. Flagfiles are expanded in a one-shot run, and also where a client
   * has left them in a request: see {@link Worker#flagfiles}.
   */
  List<String> arguments();

  /**
   * The first of the {@link #arguments()}: those that the worker was started with, before {@code
   * --persistent_worker} (F1). They are the same for all requests of a worker. Empty in one-shot
   * mode, which can't tell them from the others.
   */
  default List<String> startupArguments() {
    return List.of();
  }

  /** The rest of the {@link #arguments()}: those that came with this request. */
  default List<String> requestArguments() {
    List<String> all = arguments();
    return all.subList(startupArguments().size(), all.size());
  }

  /**
   * The arguments that the worker was started with after {@code --persistent_worker}, in their
   * order. In Bazel, these are the values of {@code --worker_extra_flag}. They are not part of the
   * {@link #arguments()}, and must not change the outputs of the work, since they are in no
   * action's key. Empty in one-shot mode. See {@link Worker#workerArguments}.
   */
  default List<String> workerArguments() {
    return List.of();
  }

  /** The files that the action may read, in the client's order; empty in one-shot mode. */
  List<Input> inputs();

  /** The id of the request; 0 for singleplex and one-shot. */
  int requestId();

  /** How much to log: 0 is nothing; Bazel sends 10 with {@code --worker_verbose}. */
  int verbosity();

  /**
   * Resolves the {@code path} of an argument or input: against the sandbox directory if the request
   * has one, otherwise against the working directory.
   *
   * @throws IllegalArgumentException if the request has a sandbox directory and the path leaves it
   *     (climbs out with {@code ..}, or is absolute, unless it is inside an absolute sandbox
   *     directory), or if it can't be a path on this machine
   */
  Path resolve(String path);

  /**
   * The directory that the relative paths of this request start from: its sandbox directory if it
   * has one, otherwise the working directory, as an empty path. This is for tools that take a base
   * directory; {@link #resolve} also refuses paths that leave the sandbox directory.
   */
  default Path root() {
    return resolve("");
  }

  /**
   * Like {@link #resolve}, for a file that the work writes. Inputs may be symlinks that lead out of
   * the sandbox directory; an output may not be written through one.
   *
   * @throws IllegalArgumentException as for {@link #resolve}, and if a symlink on the way leads out
   *     of the sandbox directory
   */
  Path resolveOutput(String path);

  /**
   * The name that outputs and diagnostics must use for {@code file}: relative to the execution
   * root, without the sandbox directory. A file outside of the sandbox directory is returned
   * unchanged.
   */
  Path relativize(Path file);

  /**
   * Where to print what the client's user should read, in UTF-8. Any thread can print here, and the
   * text goes where the request's System.out goes.
   */
  PrintStream out();

  /**
   * In a worker, the same as {@link #out()}: the answer has one text, so what is printed to both
   * keeps its order. In a one-shot run, it is standard error.
   */
  PrintStream err();

  /**
   * Binds a child process to this request. The process is ended, with its descendants, when the
   * work stops, when the work is cancelled and does not stop by itself, and when the worker ends.
   *
   * @return {@code process}
   */
  Process attach(Process process);

  /**
   * Closes {@code resource} when the work of this request has stopped, however it ended, and before
   * the request is answered. Resources are closed on the thread that worked, the last one first. If
   * closing throws, that is logged.
   *
   * @return {@code resource}
   */
  <T extends AutoCloseable> T closeAtEnd(T resource);

  /**
   * Binds a task to this request. The thread that runs it, and the threads that it starts, print
   * into this request's answer, log with its verbosity, and end it if they call {@code System.exit}
   * in a worker with the exit trap. Use this for pools that outlive a request: otherwise their
   * threads belong to the request that happened to start them. See also {@link RequestExecutors}.
   *
   * @param task the task; if it runs after this request, it prints to the worker log
   * @return the task to give to the pool; it throws what {@code task} throws
   */
  default Runnable adopt(Runnable task) {
    return Objects.requireNonNull(task, "task");
  }

  /** Like {@link #adopt(Runnable)}, for a task with a result. */
  default <T> Callable<T> adopt(Callable<T> task) {
    return Objects.requireNonNull(task, "task");
  }

  /**
   * Makes the worker end between two requests, because the work has left it unfit for more: for
   * example, its memory is full of what the tool keeps, or some global state is broken. This
   * request is answered as usual, and so are those that have arrived by then. The client starts
   * another worker for the next one. Has no effect in a one-shot run, or if the worker is already
   * about to end.
   *
   * @param reason what is wrong, for the last line of the worker log
   */
  default void retireWorker(String reason) {
    Objects.requireNonNull(reason, "reason");
  }

  /** Tells whether this request was cancelled. */
  CancellationToken cancellation();
}
