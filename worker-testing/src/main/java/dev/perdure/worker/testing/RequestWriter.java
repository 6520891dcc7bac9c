package dev.perdure.worker.testing;

import dev.perdure.worker.testing.process.Deadline;
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
 * Writes to the worker's standard input on a separate thread. A worker that does not read blocks
 * only that thread, and the caller waits until a deadline. Thread-safe; writes keep their order.
 */
final class RequestWriter {
  private final OutputStream out;
  private final ExecutorService writings;

  /** The thread that writes; null before the first write. */
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
   * @throws IOException if the worker closed its standard input, or ended; or if {@link #stop} was
   *     called before this write began
   * @throws TimeoutException if the worker did not read the bytes
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

  /** Closes the worker's standard input; has no effect if it is already closed. */
  void close(Deadline deadline) throws TimeoutException, InterruptedException {
    try {
      await(out::close, deadline);
    } catch (IOException e) {
      // The worker has already ended, so its end of the pipe is closed, which is enough.
    }
  }

  /** Ends the thread. The stream must be closed or broken before that, or the thread can't end. */
  void stop(Deadline deadline) throws InterruptedException {
    // A write that has not begun is not ended by the broken stream.
    writings.shutdownNow().forEach(RequestWriter::drop);
    // The executor counts as terminated while its thread is still running, so join the thread.
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
