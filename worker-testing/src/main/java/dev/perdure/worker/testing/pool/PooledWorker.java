package dev.perdure.worker.testing.pool;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.SandboxDirectory;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A worker process with its slots, one for each request that it can have at once. The slots share
 * the harness of the process.
 */
final class PooledWorker {
  private final WorkerKey key;
  private final WorkerHarness harness;
  // Reused, each by one request at a time; not used without sandboxing.
  private final List<SandboxDirectory> sandboxes;

  private PooledWorker(WorkerKey key, WorkerHarness harness, List<SandboxDirectory> sandboxes) {
    this.key = key;
    this.harness = harness;
    this.sandboxes = sandboxes;
  }

  /** Starts a process for {@code key}; {@code first} is the action for which it is started. */
  static PooledWorker start(
      WorkerKey key,
      Action first,
      int slots,
      IntFunction<SandboxDirectory> newSandbox,
      Duration timeout) {
    List<SandboxDirectory> sandboxes =
        key.sandboxed() ? IntStream.range(0, slots).mapToObj(newSandbox).toList() : List.of();
    ExecutionRoot root = key.executionRoot();
    Path directory = root.directory();
    if (key.sandboxed() && !key.multiplex()) {
      // A singleplex worker runs in its sandbox, and finds its own files there.
      sandboxes.get(0).prepare(root.inputs(first.inputs()), first.outputs());
      directory = sandboxes.get(0).directory();
    }
    WorkerHarness harness =
        WorkerHarness.process(key.command())
            .protocol(key.requirements().protocol())
            .environment(key.environment())
            .directory(directory)
            .timeout(timeout)
            .start();
    return new PooledWorker(key, harness, sandboxes);
  }

  /** Whether it is still running: a worker may end between two requests (F20). */
  boolean isRunning() {
    return !harness.hasEnded();
  }

  /**
   * Sends the request for an action in a slot.
   *
   * @param slot the number of the slot, from 0 on
   */
  void send(Action action, List<String> arguments, int slot) {
    ExecutionRoot root = key.executionRoot();
    var inputs = root.inputs(action.inputs());
    SandboxDirectory sandbox = sandbox(slot);
    if (sandbox != null) {
      sandbox.prepare(inputs, action.outputs());
    }
    String sandboxDir = sandbox != null && key.multiplex() ? sandbox.path() : "";
    harness.send(WorkRequest.of(id(slot), arguments).withInputs(inputs).withSandboxDir(sandboxDir));
  }

  /**
   * Waits for the end of the action that was sent.
   *
   * @param takesOutputs asked when the work is done; if it returns false, outputs stay in the
   *     sandbox
   */
  WorkResponse await(Action action, int slot, OutputGate takesOutputs) {
    WorkResponse answer = harness.await(id(slot));
    SandboxDirectory sandbox = sandbox(slot);
    if (sandbox != null) {
      if (!answer.wasCancelled() && takesOutputs.open()) {
        sandbox.moveOutputs(action.outputs());
      }
      sandbox.clean();
    }
    return answer;
  }

  /** Cancels what was sent in the slot; does nothing if it has just ended. */
  void cancel(int slot) {
    harness.cancel(id(slot));
  }

  private @Nullable SandboxDirectory sandbox(int slot) {
    return key.sandboxed() ? sandboxes.get(slot) : null;
  }

  private int id(int slot) {
    return key.multiplex() ? slot + 1 : 0;
  }

  /** Ends the process. What it does wrong now no longer affects an action. */
  void close() {
    try {
      harness.close();
    } catch (WorkerFailure e) {
      // As in Bazel: a worker that ends badly has ended, too.
    }
  }

  /** Decides once whose outputs are used. */
  @FunctionalInterface
  interface OutputGate {
    boolean open();
  }
}
