package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Background processes of any number of configurations, within one bound, that serve one request at
 * a time each.
 *
 * <pre>{@code
 * ProcessPool pool = ProcessPool.create();
 * ProcessConfiguration tool = ProcessConfiguration.of("/usr/bin/my-compiler", "--serve");
 * System.exit(Worker.of(context -> pool.work(context, tool)).multiplex().run(args));
 * }</pre>
 *
 * <p>A request gets, of the idle processes of its configuration, the one that knows most of its
 * inputs and none of them at another digest; or else a new one. Where there is no room for a new
 * one, those that were idle longest are ended, and where none is idle it waits; none overtakes
 * another. Processes die with the worker. Thread-safe.
 */
public final class ProcessPool implements AutoCloseable {
  private final ProcessSlots slots;
  private final SandboxPolicy sandbox;
  private final AtomicLong lastId = new AtomicLong();

  ProcessPool(PoolSettings settings, ChildStarter starter, SandboxPolicy sandbox) {
    slots = new ProcessSlots(settings, starter, !sandbox.keepsInputs());
    this.sandbox = sandbox;
  }

  /** A pool with defaults: as many processes as processors, whatever they occupy. */
  public static ProcessPool create() {
    return builder().build();
  }

  /** Begins a pool with settings of its own. */
  public static ProcessPoolBuilder builder() {
    return new ProcessPoolBuilder();
  }

  /**
   * Does the work of a worker's request: its arguments and inputs as they are, in its directory.
   * What the process answers is printed to the request's output.
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
   * Has a process answer a request; waits for one where all are busy.
   *
   * @param token tells the process, and kills it if it goes on; {@code context.cancellation()}
   * @throws ProcessFailedException if no process could be started, or the one that had the request
   *     died, broke the protocol or took too long
   * @throws dev.perdure.worker.WorkCancelledException if the request was cancelled; no process
   *     works on it any more
   * @throws InterruptedException if the thread was interrupted before it was cancelled; no process
   *     works on the request any more
   */
  public ProcessResponse run(
      ProcessConfiguration configuration, ProcessRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    ProcessSlot slot =
        slots.take(new SlotRequest(configuration, sandbox.requiredInputs(request)), token);
    try {
      return sandbox.work(ProcessSlots.process(slot), lastId.incrementAndGet(), request, token);
    } finally {
      slots.release(slot, sandbox.inputsHeldAfter(request));
    }
  }

  /** Ends all processes. Requests that have one fail, and so do those that wait or come later. */
  @Override
  public void close() {
    slots.close();
  }
}
