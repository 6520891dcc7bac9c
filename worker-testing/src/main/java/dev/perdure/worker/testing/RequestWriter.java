package dev.perdure.worker.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the worker's standard input on a thread of its own: a worker that doesn't read blocks
 * that thread, and the caller's wait has a deadline. Thread-safe; writes keep their order.
 */
final class RequestWriter {
  private final OutputStream out;
  private final ExecutorService writings;

  /** Runs the writings; null before the first. */
  private volatile @Nullable Thread thread;

  RequestWriter(OutputStream out, String name) {
    this.out = out;
    writings =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name + " requests");
              made.setDaemon(true);
              thread = made;
              return made;
            });
  }

  /**
   * Writes and flushes all of {@code bytes}.
   *
   * @throws IOException if the worker closed its standard input, or ended; or {@link #stop} was
   *     called before it was this write's turn
   * @throws TimeoutException if the worker did not read them
   */
  void write(byte[] bytes, Deadline deadline)
      throws IOException, TimeoutException, InterruptedException {
    await(
        () -> {
          out.write(bytes);
          out.flush();
        },
        deadline);
  }

  /** Closes the worker's standard input; without effect if it is closed. */
  void close(Deadline deadline) throws TimeoutException, InterruptedException {
    try {
      await(out::close, deadline);
    } catch (IOException e) {
      // The worker ended before: its end of the pipe is closed, which is all that was wanted.
    }
  }

  /** Ends the thread. The stream must be closed or broken before, or the thread can't end. */
  void stop(Deadline deadline) throws InterruptedException {
    // A write that has not begun is none of those that the broken stream ends.
    writings.shutdownNow().forEach(RequestWriter::drop);
    // The executor counts as terminated while its thread still runs: only the thread can be joined.
    Thread last = thread;
    if (last != null) {
      last.join(deadline.millisLeft());
    }
  }

  private static void drop(Runnable task) {
    if (task instanceof Future<?> writing) {
      writing.cancel(false);
    }
  }

  private void await(Writing writing, Deadline deadline)
      throws IOException, TimeoutException, InterruptedException {
    try {
      Future<?> written =
          writings.submit(
              () -> {
                writing.run();
                return true;
              });
      written.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException | CancellationException e) {
      throw new IOException("the harness was closed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("the harness could not write", e.getCause());
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
