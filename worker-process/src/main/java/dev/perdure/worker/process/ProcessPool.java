package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded pool of background processes, with any number of configurations. Each process serves
 * one request at a time.
 *
 * <pre>{@code
 * ProcessPool pool = ProcessPool.create();
 * ProcessConfiguration tool = ProcessConfiguration.of("/usr/bin/my-compiler", "--serve");
 * System.exit(Worker.of(context -> pool.work(context, tool)).multiplex().run(args));
 * }</pre>
 *
 * <p>A request gets the idle process of its configuration that knows most of the request's inputs.
 * A process that knows one of them with another digest is used only if it can forget that input. If
 * no process fits, a new one is started. If there is no room for a new one, the processes that were
 * idle longest are ended. If none is idle, the request waits. No request overtakes another.
 * Processes die with the worker. Thread-safe.
 */
public final class ProcessPool implements AutoCloseable {
  private final ProcessSlots slots;
  private final SandboxPolicy sandbox;
  private final AtomicLong lastId = new AtomicLong();

  ProcessPool(PoolSettings settings, ChildStarter starter, SandboxPolicy sandbox) {
    slots = new ProcessSlots(settings, starter, !sandbox.keepsInputs());
    this.sandbox = sandbox;
  }

  /**
   * A pool with the default settings: as many processes as processors, without a limit on memory.
   */
  public static ProcessPool create() {
    return builder().build();
  }

  /** Starts to build a pool with other settings. */
  public static ProcessPoolBuilder builder() {
    return new ProcessPoolBuilder();
  }

  /**
   * Does the work of a worker's request, with its arguments and inputs unchanged, in its directory.
   * The process's output is printed to the request's output.
   *
   * @return the exit code
   * @throws ProcessFailedException if no process could answer it
   * @throws dev.perdure.worker.WorkCancelledException if the request was cancelled
   * @throws InterruptedException if the thread was interrupted
   */
  public int work(WorkContext context, ProcessConfiguration configuration)
      throws ProcessFailedException, InterruptedException {
    ProcessResponse response =
        run(configuration, ProcessRequest.of(context), context.cancellation());
    context.out().print(response.output());
    context.err().print(response.errors());
    return response.exitCode();
  }

  /**
   * Sends a request to a process and returns its answer. Waits for a process if all are busy.
   *
   * @param token cancels the request; its process is killed if it goes on working. Usually {@code
   *     context.cancellation()}
   * @throws ProcessFailedException if no process could be started, if the one that had the request
   *     died, broke the protocol or took too long, or if the pool is closed
   * @throws dev.perdure.worker.WorkCancelledException if the request was cancelled; no process
   *     works on it any more
   * @throws InterruptedException if the thread was interrupted before it was cancelled; no process
   *     works on the request any more
   */
  public ProcessResponse run(
      ProcessConfiguration configuration, ProcessRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    while (true) {
      ProcessSlot slot =
          slots.take(new SlotRequest(configuration, sandbox.requiredInputs(request)), token);
      ToolProcess process = ProcessSlots.process(slot);
      try {
        return sandbox.work(process, lastId.incrementAndGet(), request, token);
      } catch (ProcessFailedException e) {
        // A process can die while it is idle, or just when it gets its next request.
        if (!process.hasMissedRequest()) {
          throw e;
        }
      } finally {
        slots.release(slot, sandbox.inputsHeldAfter(request));
      }
    }
  }

  /**
   * Ends all processes. Requests that have a process fail, and so do requests that wait or come
   * later.
   */
  @Override
  public void close() {
    slots.close();
  }
}
