package dev.perdure.worker.runtime;

/**
 * What a loop is given.
 *
 * @param connection the client
 * @param execution runs the handler
 * @param escalation stops the work of a cancelled request
 * @param lastOrders stops what still runs at the end
 * @param log the worker log
 */
public record LoopSetup(
    Connection connection,
    Execution execution,
    Escalation escalation,
    LastOrders lastOrders,
    WorkerLog log) {}
