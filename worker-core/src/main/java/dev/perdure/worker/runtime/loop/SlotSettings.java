package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.observe.Listeners;
import dev.perdure.worker.runtime.output.RequestOutput;
import org.jspecify.annotations.Nullable;

/**
 * What all slots of a worker have in common.
 *
 * @param handler does the work
 * @param arguments makes the arguments that the handler sees
 * @param log the worker log
 * @param listeners who is notified of requests; null for nobody
 * @param stopper ends the worker when work has left it unfit; null in some tests
 * @param connection takes the answer of work that can't be stopped; null in some tests
 * @param permits gives the permits that work must hold besides its slot; null for none
 * @param maxOutputBytes how many bytes of what a request prints are kept
 * @param hidesSandbox whether sandbox directories are taken out of that
 */
public record SlotSettings(
    WorkHandler handler,
    Arguments arguments,
    WorkerLog log,
    @Nullable Listeners listeners,
    @Nullable WorkStopper stopper,
    @Nullable Connection connection,
    @Nullable WorkPermits permits,
    int maxOutputBytes,
    boolean hidesSandbox) {

  /** Settings for work without a worker around it. */
  public static SlotSettings alone(WorkHandler handler, Arguments arguments, WorkerLog log) {
    return new SlotSettings(
        handler, arguments, log, null, null, null, null, RequestOutput.DEFAULT_BYTES, false);
  }

  SlotSettings withPermits(WorkPermits value) {
    return new SlotSettings(
        handler,
        arguments,
        log,
        listeners,
        stopper,
        connection,
        value,
        maxOutputBytes,
        hidesSandbox);
  }
}
