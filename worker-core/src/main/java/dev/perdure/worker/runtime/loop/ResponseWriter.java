package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.system.Monitors;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes complete answers, one after another. Thread-safe.
 *
 * <p>An answer is encoded outside of the lock. A thread that finds nobody writing writes at once
 * what has been encoded. Answers that come meanwhile join its next write. So under load, many
 * answers share one system call, and only one thread waits for the client.
 */
final class ResponseWriter {
  /** If the client has not read this much, threads that answer wait for it. */
  private static final int MAX_PENDING_BYTES = 16 << 20;

  private final OutputStream out;

  /** The answers that are encoded but not yet taken by the writing thread. Guarded by this. */
  private WireOutput pending = new WireOutput();

  /** The other of the two buffers; used by the writing thread only. */
  private WireOutput spare = new WireOutput();

  /** Notified of answers, or null. */
  private final @Nullable Listeners listener;

  // Guarded by this.
  private boolean writing;
  private boolean shut;

  ResponseWriter(OutputStream out, @Nullable Listeners listener) {
    this.out = out;
    this.listener = listener;
  }

  /**
   * Writes {@code response}, or leaves it to the thread that is writing.
   *
   * @param run the request that it answers: nothing is written if the request is answered already;
   *     null if the caller has moved it to answered
   * @param lost the encoded answer to write if there is no memory for {@code response}, or null
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
        mine = enqueueSmall(codec, response.requestId(), e, run, lost); // No part of it is pending.
      }
    }
    if (mine) {
      writePending();
    }
  }

  /** Enqueues an answer of constant size instead. */
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

  /** Like {@link #enqueue}, but allocates no memory. */
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
    pending.ensure(encoded.size()); // First what can fail, then the step that can't be undone.
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
   * Takes what is pending in exchange for the empty buffer. Null ends the writing; after that, the
   * empty buffer belongs to the next writer.
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

  /** Ends the writing: an answer that is partly written is completed, pending ones are dropped. */
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
