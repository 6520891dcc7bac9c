package dev.perdure.worker.cache.remote.http;

import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to the server, each with one timeout for the whole exchange: the timeout of {@link
 * HttpRequest} ends where the body begins. An interrupt ends an exchange at once.
 */
final class Exchange {
  private final HttpClient client;
  private final Duration timeout;
  private final Map<BoundedBody, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Exchange(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /**
   * Sends {@code request} and writes the body to {@code sink} if the status means success. After
   * this has returned or thrown, nothing more is written there.
   *
   * @throws LocalFailure if this is closed
   */
  HttpResponse<Long> send(HttpRequest request, OutputStream sink, long limit)
      throws IOException, InterruptedException {
    BoundedBody body = new BoundedBody(sink, limit);
    BoundedBody ignored = BoundedBody.ignored(1 << 20);
    CompletableFuture<HttpResponse<Long>> answer =
        client.sendAsync(request, info -> info.statusCode() == 200 ? body : ignored);
    underWay.put(body, answer);
    try {
      if (closed) {
        throw new CancellationException("begun too late for close to see it");
      }
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + timeout.toMillis() + " ms");
    } catch (CancellationException e) {
      throw new LocalFailure(new IOException("the cache was closed", e));
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } finally {
      // Both have no effect after a complete answer.
      body.abandon();
      answer.cancel(true);
      underWay.remove(body);
    }
  }

  /** Ends the exchanges that are running, and all that begin later. */
  void close() {
    closed = true;
    underWay.values().forEach(answer -> answer.cancel(true));
  }

  /**
   * The failure as an exception of this thread, with its own type if that matters: the client wraps
   * some.
   */
  private static IOException failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CorruptEntryException || cause instanceof LocalFailure) {
        return (IOException) cause;
      }
    }
    // A refused connection has no message of its own.
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return new IOException(message == null ? name : name + ": " + message, failure);
  }
}
