package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.end.ToolChangeDetector;
import dev.perdure.worker.runtime.end.ToolWatch;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's two streams, with the codec that turns their bytes into records and back. One thread
 * reads at a time; any thread may write.
 */
public final class Connection implements WorkStopper.AnswerEncoder {
  /** The codecs to choose from; if empty, those found as services. */
  private final List<WorkerCodec> codecs;

  private final WireInput in;
  private final ResponseWriter out;

  /** Notified of requests and answers, or null. */
  private final @Nullable Listeners listener;

  // Used by the reading thread; one thread reads at a time.

  /** Notified when the worker's own files change; null if nobody wants to know, or knows. */
  private @Nullable ToolWatch toolWatch;

  private @Nullable WorkRequest first;
  private @Nullable ToolChangeDetector detector;

  private final Object gate = new Object();

  /** See {@link #isReceiving()}. Written by the reading thread, under gate. */
  private volatile boolean receiving;

  /** Whether no more messages are received. Guarded by gate. */
  private boolean closed;

  /** Set by the first read; before that there is nothing to answer. */
  private volatile @Nullable WorkerCodec codec;

  /**
   * Connects to a client.
   *
   * @param codecs the codecs to choose from; if empty, those found as services
   * @param limits how large a message may be
   * @param listener who is notified of requests and answers; null for nobody
   * @param toolWatch who is notified when a request shows that the worker's own files have changed;
   *     null for nobody
   */
  public Connection(
      List<WorkerCodec> codecs,
      CodecLimits limits,
      InputStream in,
      OutputStream out,
      @Nullable Listeners listener,
      @Nullable ToolWatch toolWatch) {
    this.codecs = codecs;
    this.in = new WireInput(in, limits);
    this.out = new ResponseWriter(out, listener);
    this.listener = listener;
    this.toolWatch = toolWatch;
  }

  /**
   * The next message, or null at the end of the stream.
   *
   * @throws IOException if the stream is malformed or can't be read; then it can't be read any
   *     further
   */
  public @Nullable WorkRequest read() throws IOException {
    if (!awaitMessage()) {
      return null;
    }
    WorkerCodec chosen = codec;
    if (chosen == null) {
      chosen = ProtocolDetector.detect(codecs.isEmpty() ? CodecServices.load() : codecs, in);
      codec = chosen;
    }
    WorkRequest message = listener == null ? chosen.readRequest(in) : readTimed(chosen, listener);
    if (message != null && !message.cancel()) {
      if (listener != null) {
        listener.received(message);
      }
      if (toolWatch != null) {
        checkTool(message, toolWatch);
      }
    }
    return message;
  }

  /**
   * Waits for the first byte of a message.
   *
   * @return false at the end of the stream
   */
  private boolean awaitMessage() throws IOException {
    WorkerCodec chosen = codec;
    while (true) {
      int position = in.position();
      // What follows a JSON object, such as a line feed, comes with it, long before the next
      // object.
      while (chosen != null && position < in.limit() && chosen.isBlank(in.array()[position])) {
        position++;
      }
      in.position(position);
      if (position < in.limit()) {
        return receiving || begin();
      }
      receiving = false;
      if (!in.fill()) {
        return false;
      }
    }
  }

  /** Begins to receive a message, unless the connection is closed. */
  private boolean begin() {
    synchronized (gate) {
      receiving = !closed;
      return !closed;
    }
  }

  /**
   * Ends {@code loop} if nothing is being received, no bytes are waiting, and the loop has been
   * quiet since it returned {@code count}. This is one step: a request either comes before it and
   * is answered, or is never read.
   */
  public boolean endIfQuiet(WorkerLoop loop, long count, WorkerEnd end) {
    synchronized (gate) {
      if (receiving || in.isMoreThere() || loop.quietCount() != count) {
        return false;
      }
      closed = true;
      loop.end(end);
      return true;
    }
  }

  /**
   * Whether a message is being received. True from the first byte of a message until the next read
   * finds no byte of another one.
   */
  public boolean isReceiving() {
    return receiving;
  }

  private @Nullable WorkRequest readTimed(WorkerCodec chosen, Listeners told) throws IOException {
    long start = System.nanoTime();
    long before = in.offset(in.position());
    WorkRequest message = chosen.readRequest(in);
    if (message != null && !message.cancel()) {
      told.decoded(message, in.offset(in.position()) - before, System.nanoTime() - start);
    }
    return message;
  }

  /**
   * The first request is only kept, and checked with the second, so that its answer is not delayed.
   */
  private void checkTool(WorkRequest request, ToolWatch watch) {
    WorkRequest before = first;
    if (detector == null && before == null) {
      first = request;
      return;
    }
    if (detector == null && before != null) {
      detector = new ToolChangeDetector(watch.files(), before);
      first = null;
    }
    String changed = detector == null ? "" : detector.changed(request);
    if (!changed.isEmpty()) {
      toolWatch = null;
      watch.changed(changed);
    }
  }

  /**
   * Writes one answer and flushes it, or leaves both to the thread that is writing already; has no
   * effect once the connection is {@linkplain #shut() shut}.
   *
   * @param lost what is written if there is no memory for the answer, or null
   * @throws IOException if the client no longer reads; the thread that writes reports that for all
   */
  public void write(WorkResponse response, @Nullable WireOutput lost) throws IOException {
    WorkerCodec chosen = codec;
    if (chosen != null) { // Without a codec there was no request to answer.
      out.write(chosen, response, null, lost);
    }
  }

  /**
   * Like {@link #write}, but moves {@code run} to {@link RequestRun.State#ANSWERED} at the moment
   * when the answer gets its place among the others, and writes nothing if it was already there. So
   * an older request with the same id is answered before the newer one or not at all.
   */
  public void answer(RequestRun run, WorkResponse response, @Nullable WireOutput lost)
      throws IOException {
    WorkerCodec chosen = codec;
    if (chosen != null) { // As above.
      out.write(chosen, response, run, lost);
    }
  }

  @Override
  public void encode(WorkResponse response, WireOutput target) {
    WorkerCodec chosen = codec;
    if (chosen != null) {
      chosen.writeResponse(response, target);
    }
  }

  /** Waits until all answers are written, for {@code millis} milliseconds at most. */
  public void drain(long millis) throws InterruptedException {
    out.drain(millis);
  }

  /** Ends the writing; an answer that is being written is completed. */
  public void shut() {
    out.shut();
  }
}
