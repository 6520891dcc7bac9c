package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkerProtocolException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a worker ends.
 *
 * @param exitCode the exit code of the worker
 * @param lastLine the diagnosis, or null if there is nothing to tell; it is written last, since the
 *     client shows only the end of the log (F15)
 * @param since when that was, as {@link System#nanoTime()} tells it: the time to end counts from it
 */
public record WorkerEnd(int exitCode, @Nullable String lastLine, long since) {
  /** The client closed the stream between two messages. */
  public static WorkerEnd ofInput() {
    return new WorkerEnd(0, null, System.nanoTime());
  }

  /** The process was asked to end; the exit code is the shell's for SIGTERM. */
  public static WorkerEnd ofSignal() {
    return new WorkerEnd(128 + 15, null, System.nanoTime());
  }

  /** The client's stream can't be read on. */
  public static WorkerEnd ofBrokenInput(IOException cause) {
    return failed(
        cause instanceof WorkerProtocolException
            ? WorkerMessage.INPUT_MALFORMED.text(cause.getMessage())
            : WorkerMessage.INPUT_FAILED.text(cause.getMessage()));
  }

  /** A thread of the worker itself failed: without it a client would wait for ever. */
  public static WorkerEnd ofFailure(Throwable failure, WorkerLog log) {
    FailureTrace.print(failure, log.stream());
    return failed(WorkerMessage.WORKER_BROKEN.text(failure));
  }

  /** The worker had reason to end, and did between two requests. */
  static WorkerEnd retired(String lastLine) {
    return new WorkerEnd(0, lastLine, System.nanoTime());
  }

  /** Something broke that ends the worker. */
  public static WorkerEnd failed(String lastLine) {
    return new WorkerEnd(1, lastLine, System.nanoTime());
  }
}
