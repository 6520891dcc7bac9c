package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers whole, one behind the other. Thread-safe.
 *
 * <p>An answer is encoded outside of the lock. The thread that finds nobody writing writes, at
 * once, what has been encoded; answers that come meanwhile join its next write, so that under load
 * many share one system call, and no thread but one waits for the client.
 */
final class ResponseWriter {
  /** Behind this much that the client does not read, those who answer wait for it. */
  private static final int MAX_PENDING_BYTES = 16 << 20;

  private final OutputStream out;

  /** Encoded and not yet taken by the writing thread. Guarded by this. */
  private WireOutput pending = new WireOutput();

  /** The other of the two buffers; belongs to the writing thread. */
  private WireOutput spare = new WireOutput();

  /** Is told of answers, or null. Set before the first. */
  private @Nullable Listeners listener;

  // Guarded by this.
  private boolean writing;
  private boolean shut;

  ResponseWriter(OutputStream out) {
    this.out = out;
  }

  /** Tells {@code value} of each answer; called before the first. */
  void listen(Listeners value) {
    listener = value;
  }

  /**
   * Writes {@code response}, or leaves it to the thread that is writing.
   *
   * @param run what it answers, if its step to answered is still to be taken, and decides; null if
   *     the caller has taken it
   * @param lost the answer, encoded beforehand, if there is no memory for {@code response}; or null
   */
  void write(
      WorkerCodec codec, WorkResponse response, @Nullable RequestRun run, @Nullable WireOutput lost)
      throws IOException {
    boolean mine;
    if (response == Execution.LOST && lost != null) {
      mine = enqueueLost(lost, run);
    } else {
      try {
        mine = enqueue(codec, response, run);
      } catch (OutOfMemoryError e) {
        mine = enqueueSmall(codec, response.requestId(), e, run, lost); // Nothing of it is pending.
      }
    }
    if (mine) {
      writePending();
    }
  }

  /** In its place, an answer of constant size. */
  private boolean enqueueSmall(
      WorkerCodec codec,
      int id,
      OutOfMemoryError failure,
      @Nullable RequestRun run,
      @Nullable WireOutput lost) {
    try {
      String text = WorkerMessage.OUT_OF_MEMORY.text(id, failure.getMessage());
      return enqueue(codec, WorkResponse.of(id, 1, text), run);
    } catch (OutOfMemoryError e) {
      if (lost == null) {
        throw e;
      }
      return enqueueLost(lost, run);
    }
  }

  /** As {@link #enqueue}, without any memory but what is there. */
  private synchronized boolean enqueueLost(WireOutput lost, @Nullable RequestRun run) {
    while (writing && !shut && pending.room() < lost.size()) {
      Monitors.await(this);
    }
    return add(lost, run);
  }

  /** Encodes an answer; returns true if nobody is writing, so that the caller must. */
  private boolean enqueue(WorkerCodec codec, WorkResponse response, @Nullable RequestRun run) {
    WireOutput encoded = new WireOutput();
    long start = listener == null ? 0 : System.nanoTime();
    codec.writeResponse(response, encoded);
    if (listener != null) {
      listener.encoded(response, encoded.size(), System.nanoTime() - start);
    }
    synchronized (this) {
      awaitRoom();
      return add(encoded, run);
    }
  }

  /** Called under this. */
  private boolean add(WireOutput encoded, @Nullable RequestRun run) {
    pending.ensure(encoded.size()); // What can fail, before the step that can't be taken back.
    if (shut || (run != null && !run.answer())) {
      return false;
    }
    pending.put(encoded);
    boolean free = !writing;
    writing = true;
    return free;
  }

  private void writePending() throws IOException {
    boolean done = false;
    try {
      WireOutput taken = take();
      while (taken != null) {
        taken.writeTo(out);
        out.flush();
        taken.clear();
        taken = take();
      }
      done = true;
    } finally {
      if (!done) {
        fail();
      }
    }
  }

  /**
   * What is pending, in exchange for the empty buffer; null ends the writing. Not the empty buffer
   * itself, which belongs to the next writer from then on.
   */
  private synchronized @Nullable WireOutput take() {
    WireOutput taken = pending;
    if (shut) {
      taken.clear();
    }
    notifyAll();
    if (taken.size() == 0) {
      writing = false;
      return null;
    }
    pending = spare;
    spare = taken;
    return taken;
  }

  private void awaitRoom() {
    while (writing && !shut && pending.size() > MAX_PENDING_BYTES) {
      Monitors.await(this);
    }
  }

  private synchronized void fail() {
    writing = false;
    shut = true;
    notifyAll();
  }

  /** Ends the writing: what is half written is written whole, what is pending is dropped. */
  synchronized void shut() {
    shut = true;
    notifyAll();
  }

  /** Waits until all is written, for {@code millis} milliseconds at most. */
  synchronized void drain(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = deadline - System.nanoTime();
    while (writing && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }
}
