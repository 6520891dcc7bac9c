package dev.perdure.worker.cache.remote;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.remote.attempt.Attempts;
import dev.perdure.worker.cache.remote.attempt.Backoff;
import dev.perdure.worker.cache.remote.attempt.Breaker;
import dev.perdure.worker.cache.remote.attempt.DaemonPool;
import dev.perdure.worker.cache.remote.attempt.Outage;
import dev.perdure.worker.cache.remote.attempt.Transfers;
import dev.perdure.worker.cache.remote.failure.CacheLog;
import dev.perdure.worker.cache.remote.failure.RemoteMessage;
import dev.perdure.worker.cache.remote.http.HttpStore;
import dev.perdure.worker.cache.remote.http.ZstdSupport;
import dev.perdure.worker.cache.remote.result.Counters;
import dev.perdure.worker.cache.remote.result.Publisher;
import dev.perdure.worker.cache.remote.result.ResultCache;
import dev.perdure.worker.cache.remote.result.ResultLimits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A cache server that many workers share: what one of them has made, the others download.
 *
 * <pre>{@code
 * RemoteCache cache = RemoteCache.of(RemoteCacheOptions.of("https://cache.example.com"));
 * Worker.of(cache.wrap(MyTool::work, MyTool::action)).multiplex().run(args);
 * }</pre>
 *
 * <p>The key of a result covers everything that decides the result: the tool's own files, the
 * arguments, the digests of the inputs, the platform, and the environment variables that the action
 * declares. A result is published only if everything that it was made from was declared by the
 * client, or came from the same server. If the server fails, requests to it are retried a few
 * times. Then it is left alone for a while, with one line in the worker log. Thread-safe.
 */
public final class RemoteCache implements AutoCloseable {
  private static final int HTTP_THREADS = 4;
  private static final int TRANSFER_THREADS = 8;

  private final ExecutorService http = DaemonPool.of("perdure-remote-cache-http", HTTP_THREADS);
  private final ExecutorService moving = DaemonPool.of("perdure-remote-cache", TRANSFER_THREADS);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Counters counters = Counters.create();
  private final Transfers transfers;
  private final HttpStore store;
  private final Outage outage;
  private final ResultCache results;
  private final CacheLog log;

  private RemoteCache(RemoteCacheOptions options, Backoff backoff, Surroundings surroundings) {
    log = surroundings.log();
    store = new HttpStore(options.server(), http);
    outage = new Outage(store.base(), log);
    transfers = new Transfers(moving);
    Attempts reading = attempts(backoff, surroundings);
    Attempts writing = attempts(backoff, surroundings);
    Publisher publisher =
        options.upload()
            ? new Publisher(store, reading, writing, transfers, options.maxOutputBytes(), log)
            : null;
    ResultLimits limits = new ResultLimits(options.maxOutputBytes(), options.failures());
    results = new ResultCache(store, reading, transfers, publisher, limits, counters, log);
  }

  private Attempts attempts(Backoff backoff, Surroundings surroundings) {
    return new Attempts(
        backoff, surroundings.pause(closed), new Breaker(surroundings.nanoTime()), outage);
  }

  /**
   * Uses the server that {@code options} name. Nothing is sent to it before the first request.
   *
   * @throws IllegalStateException if the options ask for compression and its library is missing
   */
  public static RemoteCache of(RemoteCacheOptions options) {
    return of(options, Surroundings.real());
  }

  static RemoteCache of(RemoteCacheOptions options, Surroundings surroundings) {
    if (options.compression() && !ZstdSupport.isAvailable()) {
      throw new IllegalStateException(RemoteMessage.COMPRESSION_MISSING.text());
    }
    return new RemoteCache(options, Backoff.usual(), surroundings);
  }

  /**
   * Wraps a handler so that its requests are looked up first.
   *
   * @param declaration tells what each request reads and makes
   */
  public WorkHandler wrap(WorkHandler handler, ActionDeclaration declaration) {
    return new CachedHandler(handler, declaration, results);
  }

  /**
   * A handler that, instead of working, prints what goes into the key of each request, one item per
   * line. It uses no server. If two machines don't find each other's results, compare what it
   * prints.
   */
  public static WorkHandler keyPrinter(ActionDeclaration declaration) {
    return new KeyPrinter(declaration);
  }

  /** What this cache has done so far. */
  public RemoteCacheStatistics statistics() {
    return new RemoteCacheStatistics(
        counters.hits().sum(),
        counters.misses().sum(),
        counters.published().sum(),
        counters.unpublished().sum(),
        counters.corrupt().sum(),
        outage.failures());
  }

  /**
   * Ends all running transfers, and writes a summary to the worker log. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    store.close();
    transfers.close();
    http.shutdownNow();
    RemoteCacheStatistics sum = statistics();
    log.say(
        RemoteMessage.SUMMARY.text(
            sum.hits(),
            sum.misses(),
            sum.published(),
            sum.unpublished(),
            sum.corrupt(),
            sum.failures()));
  }

  /**
   * The environment of a cache, besides the server.
   *
   * @param log receives messages
   * @param nanoTime a clock like {@link System#nanoTime()}
   * @param waiting how to wait between two attempts
   */
  record Surroundings(CacheLog log, LongSupplier nanoTime, Waiting waiting) {
    /** Waits for a time, or until the cache is closed. */
    @FunctionalInterface
    interface Waiting {
      void await(CountDownLatch closed, Duration time) throws InterruptedException;
    }

    static Surroundings real() {
      return new Surroundings(
          CacheLog.ofWorker(),
          System::nanoTime,
          (closed, time) -> {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
              throw new InterruptedException("the cache was closed");
            }
          });
    }

    Backoff.Pause pause(CountDownLatch closed) {
      return time -> waiting.await(closed, time);
    }
  }
}
