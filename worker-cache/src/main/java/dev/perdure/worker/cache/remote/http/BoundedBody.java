package dev.perdure.worker.cache.remote.http;

import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of an answer up to a number of bytes. This limit decides how much a server may
 * send, not the length that the server claims. Nothing is written to the sink after {@link
 * #abandon()} has returned.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<Long> {
  private final OutputStream sink;
  private final long limit;
  private final boolean ignored;
  private final CompletableFuture<Long> received = new CompletableFuture<>();

  // Guarded by this.
  private Flow.@Nullable Subscription subscription;
  private long count;
  private boolean done;

  /** Writes to {@code sink}, which stays open. */
  BoundedBody(OutputStream sink, long limit) {
    this(sink, limit, false);
  }

  private BoundedBody(OutputStream sink, long limit, boolean ignored) {
    this.sink = sink;
    this.limit = limit;
    this.ignored = ignored;
  }

  /**
   * Ignores a body, such as that of an error; the answer fails if it is longer than {@code limit}.
   */
  static BoundedBody ignored(long limit) {
    return new BoundedBody(OutputStream.nullOutputStream(), limit, true);
  }

  @Override
  public CompletionStage<Long> getBody() {
    return received;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    if (done) {
      given.cancel(); // Abandoned before the answer began.
      return;
    }
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (done) {
        return;
      }
      count += buffer.remaining();
      if (count > limit) {
        if (ignored) {
          received.complete(limit); // Failures from here on have no effect.
        }
        fail(new CorruptEntryException("more than " + limit + " bytes came"));
        return;
      }
      try {
        write(buffer);
      } catch (IOException e) {
        fail(new LocalFailure(e));
      }
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    if (buffer.hasArray()) {
      sink.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    } else {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      sink.write(bytes);
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    done = true;
    received.completeExceptionally(failure);
  }

  @Override
  public synchronized void onComplete() {
    done = true;
    received.complete(count);
  }

  /** Stops receiving. */
  synchronized void abandon() {
    fail(new IOException("abandoned"));
  }

  private void fail(IOException failure) {
    done = true;
    if (subscription != null) {
      subscription.cancel();
    }
    received.completeExceptionally(failure);
  }
}
