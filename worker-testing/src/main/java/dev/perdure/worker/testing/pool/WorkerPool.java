package dev.perdure.worker.testing.pool;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.system.Nanos;
import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Flagfiles;
import dev.perdure.worker.testing.SandboxDirectory;
import dev.perdure.worker.testing.WorkerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs actions on persistent workers, as Bazel does. Workers are started when they are needed, and
 * kept for later actions with the same {@linkplain WorkerKey key}; the number per key is limited.
 * Thread-safe; actions run on the threads of their callers.
 *
 * <p>A worker that has ended between two requests is replaced silently (F20). If it does anything
 * else wrong, its action fails with a {@link WorkerFailure}, and it is not used again.
 *
 * @deprecated A build tool should use {@code WorkerClient} of the module {@code worker-client},
 *     which needs no harness. It gets requests instead of actions, so that flagfiles, sandbox
 *     directories and dynamic execution are the build tool's own.
 */
@Deprecated
public final class WorkerPool implements AutoCloseable {
  private final ExecutionRoot root;
  private final Settings settings;
  private final Map<WorkerKey, WorkersOfKey> workers = new ConcurrentHashMap<>();
  // Each sandbox has a number of its own, whichever worker uses it.
  private final AtomicInteger lastSandbox = new AtomicInteger();
  private volatile boolean closed;

  private WorkerPool(ExecutionRoot root, Settings settings) {
    this.root = root;
    this.settings = settings;
  }

  /** A pool with Bazel's defaults: see {@link Settings#bazel()}. */
  public static WorkerPool of(ExecutionRoot root) {
    return of(root, Settings.bazel());
  }

  /** A pool whose workers run in {@code root}. */
  public static WorkerPool of(ExecutionRoot root, Settings settings) {
    return new WorkerPool(root, settings);
  }

  /**
   * Runs an action on a worker, and waits for its end. First waits for a free worker.
   *
   * @throws WorkerFailure if the worker does something wrong
   * @throws InterruptedException if no worker is free yet when this thread is interrupted
   */
  public ActionResult run(Action action) throws InterruptedException {
    WorkersOfKey.Lease lease = lease(action);
    return ActionResult.ofWorker(run(action, lease, () -> true));
  }

  /**
   * Runs an action on a worker and, at the same time, in a process of its own, as Bazel's dynamic
   * execution does on a remote machine. The result and outputs are those of the first one to end.
   * The other is cancelled, and this method waits until it has stopped.
   *
   * @throws IllegalArgumentException unless the action is sandboxed and cancellable
   * @throws WorkerFailure if the worker does something wrong before the process has ended
   */
  public ActionResult runDynamic(Action action) throws InterruptedException {
    if (!action.requirements().sandboxed() || !action.requirements().cancellable()) {
      throw new IllegalArgumentException(
          "dynamic execution needs an action that is sandboxed and cancellable: "
              + action.mnemonic());
    }
    WorkersOfKey.Lease lease = lease(action);
    OneShot oneShot = new OneShot(action, root, newSandbox());
    return new Race(oneShot, lease).run(gate -> run(action, lease, gate));
  }

  private WorkersOfKey.Lease lease(Action action) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the pool is closed");
    }
    WorkerKey key = WorkerKey.of(action, root);
    int slots = key.multiplex() ? settings.maxMultiplexInstances() : 1;
    int most = key.multiplex() ? 1 : settings.maxInstances();
    return workers
        .computeIfAbsent(key, unused -> new WorkersOfKey(most, slots))
        .lease(
            () ->
                PooledWorker.start(key, action, slots, unused -> newSandbox(), settings.timeout()));
  }

  private SandboxDirectory newSandbox() {
    return root.sandbox(lastSandbox.incrementAndGet());
  }

  private WorkResponse run(
      Action action, WorkersOfKey.Lease lease, PooledWorker.OutputGate takesOutputs) {
    boolean well = false;
    try {
      List<String> flagfiles = action.command().stream().filter(Flagfiles::isFlagfile).toList();
      List<String> arguments = Flagfiles.expand(flagfiles, root);
      lease.worker().send(action, arguments, lease.slot());
      lease.sent();
      WorkResponse answer = lease.worker().await(action, lease.slot(), takesOutputs);
      well = true;
      return answer;
    } finally {
      if (well) {
        lease.release();
      } else {
        lease.discard();
      }
    }
  }

  /** How many worker processes the pool has. */
  public int size() {
    return workers.values().stream().mapToInt(WorkersOfKey::size).sum();
  }

  /**
   * Notes the end of a build: its workers are kept for the next one, unless the settings say
   * otherwise.
   */
  public void endBuild() {
    if (settings.quitAfterBuild()) {
      endWorkers();
    }
  }

  /** Ends all workers. No action may be running. */
  @Override
  public void close() {
    closed = true;
    endWorkers();
  }

  private void endWorkers() {
    workers.values().forEach(WorkersOfKey::close);
  }

  /**
   * How many workers a pool may have, and for how long.
   *
   * @param maxInstances the number of singleplex processes per key, like {@code
   *     --worker_max_instances}
   * @param maxMultiplexInstances the number of requests at once in the single multiplex process of
   *     a key, like {@code --worker_max_multiplex_instances}
   * @param quitAfterBuild whether workers end with the build, like {@code
   *     --worker_quit_after_build}
   * @param timeout how long an action may take before its worker counts as hanging
   */
  public record Settings(
      int maxInstances, int maxMultiplexInstances, boolean quitAfterBuild, Duration timeout) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a number is below 1, or the timeout not positive
     */
    public Settings {
      if (maxInstances < 1 || maxMultiplexInstances < 1) {
        throw new IllegalArgumentException(
            "instances must be 1 or more: " + Math.min(maxInstances, maxMultiplexInstances));
      }
      timeout = Nanos.limit("timeout", timeout);
    }

    /**
     * Bazel's defaults: four processes, or one with eight requests (F4), and workers are kept. An
     * action may take half an hour.
     */
    public static Settings bazel() {
      return new Settings(4, 8, false, Duration.ofMinutes(30));
    }
  }
}
