package dev.perdure.worker.client;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The requests and answers of one worker process. Thread-safe. A thread reads the answers until the
 * process ends, and then gives back the requests that had none.
 */
final class WorkerConnection {
  private static final long LAST_ANSWERS_MILLIS = 1_000;
  private static final String CLOSED = "the client was closed";

  private final ClientProcess process;
  private final WorkerSettings settings;
  private final Losses losses;
  private final Thread reader;
  private final Thread exitWatch;
  // Held while a message is written. So nothing comes between the check whether a request is still
  // without an answer and its cancel, and a later request can't have the same id before that.
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Integer, Exchange> exchanges = new HashMap<>();
  private int lastId;
  private boolean started;
  private boolean ended;
  private volatile boolean closing;

  WorkerConnection(ClientProcess process, WorkerSettings settings, String name, Losses losses) {
    this.process = process;
    this.settings = settings;
    this.losses = losses;
    reader = new Thread(this::read, name);
    reader.setDaemon(true);
    // Not Process.onExit(): the program around the client may use all threads of the common pool.
    exitWatch = new Thread(this::endAfterProcess, name + " exit");
    exitWatch.setDaemon(true);
  }

  /** Gets the requests that a process leaves without an answer. */
  @FunctionalInterface
  interface Losses {
    /**
     * A request has lost its process.
     *
     * @param innocent whether the reason lies outside of the request, so that it may be sent again
     */
    void lost(SentRequest request, String reason, boolean innocent);
  }

  /** A request on its way, and what was written of it. */
  private static final class Exchange {
    final SentRequest request;
    final int id;
    boolean sent;
    boolean cancelSent;
    volatile boolean late;

    Exchange(SentRequest request, int id) {
      this.request = request;
      this.id = id;
    }
  }

  /** Begins to read answers. */
  void start() {
    synchronized (exchanges) {
      started = true;
    }
    reader.start();
    exitWatch.start();
  }

  /**
   * Ends the connection some time after its process. A child of the worker may have its standard
   * output, too, so that the stream does not end.
   */
  private void endAfterProcess() {
    process.awaitExit();
    Uninterrupted.run(
        () -> {
          reader.join(LAST_ANSWERS_MILLIS);
          return true;
        });
    end(null);
  }

  boolean hasEnded() {
    synchronized (exchanges) {
      return ended || !process.isAlive();
    }
  }

  ProcessHandle handle() {
    return process.handle();
  }

  /**
   * Takes a request, to be {@linkplain #send sent} next; false if the process has ended. One that
   * is taken before the start is given back if the process ends at once.
   */
  boolean accept(SentRequest request) {
    synchronized (exchanges) {
      if (started && hasEnded()) {
        return false;
      }
      Exchange exchange = new Exchange(request, nextId());
      exchanges.put(exchange.id, exchange);
      request.sendingOn(this);
      return true;
    }
  }

  /** Sends a request that was taken, unless the process has given it back. */
  void send(SentRequest request) {
    Exchange exchange = exchangeOf(request);
    if (exchange == null) {
      return;
    }
    WireOutput bytes = encodedOrForgotten(exchange);
    TimeLimit.on(request.future(), settings.timeout(), () -> late(exchange));
    writing.lock();
    try {
      write(bytes);
      exchange.sent = true;
      if (request.isCancelled()) {
        writeCancel(exchange);
      }
    } finally {
      writing.unlock();
    }
  }

  private int nextId() {
    if (!settings.multiplex()) {
      return 0;
    }
    lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
    return lastId;
  }

  private WireOutput encodedOrForgotten(Exchange exchange) {
    try {
      return encoded(withId(exchange.request.request(), exchange.id));
    } catch (RuntimeException e) {
      // It can't be encoded: the caller gets the exception, and no answer.
      synchronized (exchanges) {
        exchanges.remove(exchange.id);
      }
      throw e;
    }
  }

  private static WorkRequest withId(WorkRequest request, int id) {
    return request.withRequestId(id);
  }

  private WireOutput encoded(WorkRequest message) {
    WireOutput bytes = new WireOutput();
    settings.codec().writeRequest(message, bytes);
    return bytes;
  }

  private void write(WireOutput bytes) {
    try {
      process.write(bytes);
    } catch (IOException e) {
      // A worker that can't be asked is of no use. The reader gives its requests back.
      process.kill();
    }
  }

  /** Cancels a request that was sent; one that was not is cancelled as soon as it has been. */
  void cancel(SentRequest request) {
    writing.lock();
    try {
      Exchange found = exchangeOf(request);
      if (found != null && found.sent) {
        writeCancel(found);
      }
    } finally {
      writing.unlock();
    }
  }

  private @Nullable Exchange exchangeOf(SentRequest request) {
    synchronized (exchanges) {
      return exchanges.values().stream()
          .filter(exchange -> exchange.request == request)
          .findAny()
          .orElse(null);
    }
  }

  private void writeCancel(Exchange exchange) {
    if (!exchange.cancelSent) {
      exchange.cancelSent = true;
      String sandbox = exchange.request.request().sandboxDir();
      write(encoded(WorkRequest.cancelOf(exchange.id).withSandboxDir(sandbox)));
    }
  }

  private void late(Exchange exchange) {
    synchronized (exchanges) {
      if (exchanges.get(exchange.id) != exchange) {
        return;
      }
      exchange.late = true;
    }
    process.kill();
  }

  private void read() {
    String wrong = null;
    try (InputStream in = process.answers()) {
      WireInput bytes = new WireInput(in, CodecLimits.defaults());
      WorkResponse response = settings.codec().readResponse(bytes);
      while (response != null && take(response)) {
        response = settings.codec().readResponse(bytes);
      }
      if (response != null) {
        wrong = "answered request " + response.requestId() + ", which it does not have";
      }
    } catch (WorkerProtocolException e) {
      wrong = "sent something that is no answer: " + e.getMessage();
    } catch (IOException e) {
      // The process has ended, and its streams with it.
    }
    end(wrong);
  }

  /** Gives a request its answer; false if there is none with that id. */
  private boolean take(WorkResponse response) {
    Exchange exchange;
    synchronized (exchanges) {
      exchange = exchanges.remove(response.requestId());
    }
    if (exchange == null) {
      return false;
    }
    if (closing) {
      // A worker may give up its work at the end, and answer.
      losses.lost(exchange.request, CLOSED, false);
    } else {
      exchange.request.answered(response);
    }
    return true;
  }

  private void end(@Nullable String wrong) {
    List<Exchange> left;
    synchronized (exchanges) {
      if (ended) {
        return;
      }
      ended = true;
      left = new ArrayList<>(exchanges.values());
      exchanges.clear();
    }
    if (wrong != null) {
      process.kill();
    }
    String how = process.awaitEnd();
    for (Exchange exchange : left) {
      String reason = closing ? CLOSED : reason(exchange, wrong, how);
      losses.lost(exchange.request, reason, !closing && !exchange.late && wrong == null);
    }
  }

  private String reason(Exchange exchange, @Nullable String wrong, String how) {
    if (exchange.late) {
      return "the worker did not answer within " + settings.timeout() + "; " + how;
    }
    return wrong == null ? "the worker ended; " + how : "the worker " + wrong + "; " + how;
  }

  /** Closes the worker's standard input (F18). From here on, no request needs an answer. */
  void beginEnd() {
    closing = true;
    // A thread that writes to a worker that does not read holds the lock until the worker is dead.
    if (writing.tryLock()) {
      try {
        process.closeRequests();
      } finally {
        writing.unlock();
      }
    } else {
      process.kill();
    }
  }

  /** Waits for the end of the process, and kills it if that takes too long. */
  void finishEnd() {
    process.end();
    // After an end without the stream's, there is nobody who would need the rest of it.
    end(null);
  }
}
