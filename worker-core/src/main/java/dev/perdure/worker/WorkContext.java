package dev.perdure.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * One request, as its handler sees it.
 *
 * <p>Thread-safe, and valid until the handler returns: afterwards every method throws {@link
 * IllegalStateException}, so that work that outlives its request is found instead of printing into
 * the next.
 */
public interface WorkContext {
  /** The arguments of the action; in one-shot mode, with the flagfiles expanded. */
  List<String> arguments();

  /** The files that the action may read, in the client's order; empty in one-shot mode. */
  List<Input> inputs();

  /** The id of the request; 0 for singleplex and one-shot. */
  int requestId();

  /** How much to log: 0 is nothing; Bazel sends 10 with {@code --worker_verbose}. */
  int verbosity();

  /**
   * The file that {@code path} of an argument or input names: rooted in the sandbox directory where
   * the request has one, else in the working directory.
   *
   * @throws IllegalArgumentException if the request has a sandbox directory and the path leaves it
   *     (is absolute, or climbs out with {@code ..}), or if it can't be a path on this machine
   */
  Path resolve(String path);

  /**
   * As {@link #resolve}, for a file that the work writes. Inputs may be symlinks that lead out of
   * the sandbox directory; an output may not be written through one.
   *
   * @throws IllegalArgumentException as for {@link #resolve}, and if a symlink on the way leads out
   *     of the sandbox directory
   */
  Path resolveOutput(String path);

  /**
   * How outputs and diagnostics must name {@code file}: relative to the execution root, without the
   * sandbox directory. A file outside of the sandbox directory is returned as it is.
   */
  Path relativize(Path file);

  /**
   * Where to print what the person at the client shall read; UTF-8. Same text as System.out, from
   * any thread.
   */
  PrintStream out();

  /** As {@link #out()}: the answer has one text, so both keep their order. */
  PrintStream err();

  /**
   * Binds a child process to this request: it is ended, with its descendants, when the work is
   * cancelled and does not stop by itself, when the work stops, and when the worker ends.
   *
   * @return {@code process}
   */
  Process attach(Process process);

  /**
   * Closes {@code resource} when the work of this request has stopped, however it ended, and before
   * its answer: the last one first, on the thread that worked. What closing throws is logged.
   *
   * @return {@code resource}
   */
  <T extends AutoCloseable> T closeAtEnd(T resource);

  /**
   * Binds a task to this request: whatever thread runs it, and the threads that it starts, print
   * into this request's answer, log with its verbosity, and end it if they call {@code System.exit}
   * in a worker with the exit trap. For pools that outlive a request, whose threads would belong to
   * the request that happened to start them; see {@link RequestExecutors}, too.
   *
   * @param task may run after this request; then it counts as left over, and prints to the log
   * @return what to give to the pool; throws what {@code task} throws
   */
  default Runnable adopt(Runnable task) {
    return Objects.requireNonNull(task, "task");
  }

  /** As {@link #adopt(Runnable)}, for a task with a result. */
  default <T> Callable<T> adopt(Callable<T> task) {
    return Objects.requireNonNull(task, "task");
  }

  /**
   * Has the worker end between two requests, since the work has left it unfit for more: its memory
   * is full of what the tool keeps, or a global state is broken. This request is answered as ever,
   * and so are those that have come by then; the client starts another worker for the next one.
   * Without effect in a one-shot run, and if the worker is to end already.
   *
   * @param reason what is wrong, for the last line of the worker log
   */
  default void retireWorker(String reason) {
    Objects.requireNonNull(reason, "reason");
  }

  /** Tells whether this request was cancelled. */
  CancellationToken cancellation();
}
