package dev.perdure.worker.runtime.request;

import dev.perdure.worker.runtime.log.WorkerLog;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Tells which request a thread belongs to; the threads that it starts inherit this. It forgets the
 * request when its work has stopped, so that a thread that a tool keeps does not keep the request
 * in memory. Thread-safe.
 */
public final class RequestScope {
  private static final InheritableThreadLocal<@Nullable RequestScope> CURRENT = new Inherited();

  /**
   * The names of the thread for all timeouts and delays of CompletableFutures: the first up to JDK
   * 24, the second since JDK 25.
   */
  private static final Set<String> DELAYS =
      Set.of("CompletableFutureDelayScheduler", "ForkJoinPool.commonPool-delayScheduler");

  private final int requestId;
  private final WorkerLog log;

  /** Null once its work has stopped. */
  private volatile @Nullable RequestRun run;

  RequestScope(RequestRun run) {
    this.requestId = run.request().requestId();
    this.log = run.log();
    this.run = run;
  }

  /** The scope of the calling thread; null if no request has started or bound it. */
  public static @Nullable RequestScope current() {
    RequestScope scope = CURRENT.get();
    return scope != null && isShared(Thread.currentThread()) ? BoundTask.ofSharedThread() : scope;
  }

  /**
   * Whether a thread is one of those that the JDK keeps for the whole process. The request that
   * happened to need it first has nothing to do with the tasks that it runs, so the inherited scope
   * does not count. (From JDK 19 on, the common pool's threads inherit nothing.)
   */
  public static boolean isShared(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        ? worker.getPool() == ForkJoinPool.commonPool()
        : DELAYS.contains(thread.getName());
  }

  /** The scope that the calling thread passes on to the threads that it starts. */
  static @Nullable RequestScope inheritable() {
    return CURRENT.get();
  }

  /** Binds the calling thread to {@code scope}; null unbinds it. */
  static void set(@Nullable RequestScope scope) {
    if (scope == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(scope);
    }
  }

  /** The request, or null if its work has stopped. */
  public @Nullable RequestRun run() {
    return run;
  }

  /**
   * The request.
   *
   * @throws IllegalStateException if its work has stopped
   */
  public RequestRun running() {
    RequestRun running = run;
    if (running == null) {
      throw RequestAnswered.exception(requestId);
    }
    return running;
  }

  public int requestId() {
    return requestId;
  }

  /** The log of the worker that has, or had, the request. */
  public WorkerLog log() {
    return log;
  }

  /** Forgets the request, whose work has stopped. */
  void forget() {
    run = null;
  }

  private static final class Inherited extends InheritableThreadLocal<@Nullable RequestScope> {
    @Override
    protected @Nullable RequestScope childValue(@Nullable RequestScope parent) {
      return isShared(Thread.currentThread()) ? BoundTask.ofSharedThread() : parent;
    }
  }
}
