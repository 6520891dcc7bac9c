package dev.perdure.worker.runtime.log;

import dev.perdure.worker.WorkerProtocolException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a worker ends. The ends for which there may be no memory are created when this class is
 * loaded, or in advance; to tell them needs none.
 */
public final class WorkerEnd {
  private static final WorkerEnd INPUT = new WorkerEnd(0, null);
  private static final WorkerEnd SIGNAL = new WorkerEnd(128 + 15, null);
  private static final WorkerEnd OUT_OF_MEMORY =
      failed(WorkerMessage.WORKER_BROKEN.text(OutOfMemoryError.class.getName()));

  private static final WorkerEnd RETIRED_OUT_OF_MEMORY =
      retired(WorkerMessage.RETIRED_OUT_OF_MEMORY.text());

  private final int exitCode;
  private final @Nullable String lastLine;
  private final byte[] encoded;

  private WorkerEnd(int exitCode, @Nullable String lastLine) {
    this.exitCode = exitCode;
    this.lastLine = lastLine;
    this.encoded = lastLine == null ? new byte[0] : WorkerLog.encode(lastLine);
  }

  /** The exit code of the worker. */
  public int exitCode() {
    return exitCode;
  }

  /** The diagnosis, or null if there is none. */
  public @Nullable String lastLine() {
    return lastLine;
  }

  /**
   * Writes the diagnosis. It should come last, since the client shows only the end of the log
   * (F15).
   */
  public void tell(WorkerLog log) {
    log.sayEncoded(encoded);
  }

  /** The client closed the stream between two messages. */
  public static WorkerEnd ofInput() {
    return INPUT;
  }

  /** The process was asked to end; the exit code is the shell's for SIGTERM. */
  public static WorkerEnd ofSignal() {
    return SIGNAL;
  }

  /** The client's stream can't be read any further. */
  public static WorkerEnd ofBrokenInput(IOException cause) {
    return failed(
        cause instanceof WorkerProtocolException
            ? WorkerMessage.INPUT_MALFORMED.text(cause.getMessage())
            : WorkerMessage.INPUT_FAILED.text(cause.getMessage()));
  }

  /** A thread of the worker itself has failed; without that thread, a client would wait forever. */
  public static WorkerEnd ofFailure(Throwable failure, WorkerLog log) {
    if (failure instanceof OutOfMemoryError) {
      return OUT_OF_MEMORY; // A trace would need memory, which is missing.
    }
    try {
      FailureTrace.print(failure, log.stream());
      return failed(WorkerMessage.WORKER_BROKEN.text(failure));
    } catch (OutOfMemoryError e) {
      return OUT_OF_MEMORY;
    }
  }

  /** The worker had a reason to end, and did so between two requests. */
  public static WorkerEnd retired(@Nullable String lastLine) {
    return new WorkerEnd(0, lastLine);
  }

  /** A request ran out of memory; the worker ended between two requests. */
  public static WorkerEnd ofMemory() {
    return RETIRED_OUT_OF_MEMORY;
  }

  /** Something failed, which ends the worker. */
  public static WorkerEnd failed(String lastLine) {
    return new WorkerEnd(1, lastLine);
  }
}
