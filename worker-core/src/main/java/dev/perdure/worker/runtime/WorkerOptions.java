package dev.perdure.worker.runtime;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.codec.CodecLimits;

/**
 * What the author of a worker may choose.
 *
 * @param codecs the codecs to choose from
 * @param limits what a message may ask for
 * @param flagfiles how the tool's flagfiles are written
 * @param escalation how cancelled work is stopped
 * @param dispatch how requests come to the handler
 */
public record WorkerOptions(
    Codecs codecs,
    CodecLimits limits,
    FlagfileFormat flagfiles,
    Escalation escalation,
    Dispatch dispatch) {

  WorkerLoop loop(
      Connection connection, Execution execution, LastOrders lastOrders, WorkerLog log) {
    return dispatch.loop(new LoopSetup(connection, execution, escalation, lastOrders, log));
  }
}
