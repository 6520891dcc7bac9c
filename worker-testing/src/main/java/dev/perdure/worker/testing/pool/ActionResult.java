package dev.perdure.worker.testing.pool;

/**
 * What came of an action.
 *
 * @param exitCode 0 is success
 * @param output what was printed
 * @param byWorker false if the tool ran by itself, as it can in dynamic execution
 */
public record ActionResult(int exitCode, String output, boolean byWorker) {}
