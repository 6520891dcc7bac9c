package dev.perdure.worker.cache.remote;

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
 * One request to the server and its answer, within one timeout for all of it: that of {@link
 * HttpRequest} ends where the body begins. An interrupt ends it at once.
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
   * Sends {@code request} and writes what comes to {@code sink}, unless the status is none of
   * success. When this returns or throws, nobody writes there any more.
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
      // Both without effect after a whole answer.
      body.abandon();
      answer.cancel(true);
      underWay.remove(body);
    }
  }

  /** Ends what is under way, and what is begun from now on. */
  void close() {
    closed = true;
    underWay.values().forEach(answer -> answer.cancel(true));
  }

  /** The failure as one that this thread met, where its kind matters; the client wraps some. */
  private static IOException failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CorruptEntryException || cause instanceof LocalFailure) {
        return (IOException) cause;
      }
    }
    // A connection that is refused has no message of its own.
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return new IOException(message == null ? name : name + ": " + message, failure);
  }
}
