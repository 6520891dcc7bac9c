package dev.perdure.worker.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The input of a child. If the child does not read it, no caller has to wait. What fits into an
 * empty pipe is written at once. The rest is written by a separate thread, which is started when it
 * is needed. Thread-safe.
 */
final class ChildInput {
  /** The smallest capacity of a pipe on any system. */
  private static final int PIPE_BYTES = 4096;

  /** A message to write. */
  private static final class Outgoing {
    final byte[] bytes;

    /** Whether an answer to it shows that the child has read all up to here. */
    final boolean answered;

    Outgoing(byte[] bytes, boolean answered) {
      this.bytes = bytes;
      this.answered = answered;
    }
  }

  private final OutputStream pipe;
  private final String threadName;
  private final Runnable onRefusal;

  // All guarded by this.
  private final Queue<Outgoing> waiting = new ArrayDeque<>();
  private @Nullable Thread writer;

  /** The number of bytes that may still be in the pipe. */
  private long unread;

  /** How many of these were written after the last message that must be answered. */
  private long unasked;

  private boolean closing;
  private boolean broken;

  /** How many messages that must be answered were not written to their end. */
  private int undelivered;

  /**
   * Writes to {@code pipe}, which nobody else may use.
   *
   * @param threadName the name of the thread, if one is started
   * @param onRefusal runs when a message that must be answered can't be written, because the child
   *     has closed its input or has ended
   */
  ChildInput(OutputStream pipe, String threadName, Runnable onRefusal) {
    this.pipe = pipe;
    this.threadName = threadName;
    this.onRefusal = onRefusal;
  }

  /**
   * Sends a message.
   *
   * @param answered whether an answer to it shows that the child has read all up to here
   * @throws IOException if the child has closed its input
   */
  synchronized void send(byte[] message, boolean answered) throws IOException {
    undelivered += answered ? 1 : 0;
    if (broken || closing) {
      if (answered) {
        onRefusal.run();
      }
      throw new IOException("its input is closed");
    }
    unread += message.length;
    unasked = answered ? 0 : unasked + message.length;
    if (writer == null && unread <= PIPE_BYTES) {
      write(new Outgoing(message, answered));
      return;
    }
    waiting.add(new Outgoing(message, answered));
    startWriter();
  }

  /** Notes that an answer has come. */
  synchronized void answered() {
    unread = unasked;
  }

  /** Whether the child can't have read all of a message that must be answered. */
  synchronized boolean hasUndelivered() {
    return undelivered > 0;
  }

  /** Closes the input after what was sent; does not wait. */
  synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    if (writer == null) {
      closePipe();
    } else {
      notifyAll();
    }
  }

  private void startWriter() {
    if (writer == null) {
      // It inherits nothing, because the process outlives the request that starts it.
      Thread thread = new Thread(null, this::writeAll, threadName, 0, false);
      thread.setDaemon(true);
      thread.start();
      writer = thread;
    }
    notifyAll();
  }

  private void writeAll() {
    try {
      for (Outgoing message = next(); message != null; message = next()) {
        write(message);
      }
    } catch (IOException e) {
      // The thread that waits for an answer sees how the child ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody interrupts this thread; it ends.
    }
    closePipe();
  }

  /** The next bytes to write; null at the end. */
  private synchronized @Nullable Outgoing next() throws InterruptedException {
    while (waiting.isEmpty()) {
      if (closing) {
        return null;
      }
      wait();
    }
    return waiting.remove();
  }

  private void write(Outgoing message) throws IOException {
    try {
      pipe.write(message.bytes);
      pipe.flush();
      delivered(message);
    } catch (IOException e) {
      breakOff(message);
      throw e;
    }
  }

  private synchronized void delivered(Outgoing message) {
    undelivered -= message.answered ? 1 : 0;
  }

  private synchronized void breakOff(Outgoing message) {
    broken = true;
    if (message.answered || waiting.stream().anyMatch(it -> it.answered)) {
      onRefusal.run();
    }
    waiting.clear();
  }

  private void closePipe() {
    try {
      pipe.close();
    } catch (IOException e) {
      // The child has ended.
    }
  }
}
