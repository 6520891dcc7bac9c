package dev.perdure.worker.testing.pool;

import dev.perdure.worker.WorkResponse;

/**
 * The result of an action.
 *
 * @param exitCode the exit code; 0 is success
 * @param output what was printed
 * @param byWorker false if the tool ran in a process of its own, as it can in dynamic execution
 */
public record ActionResult(int exitCode, String output, boolean byWorker) {
  static ActionResult ofWorker(WorkResponse answer) {
    return new ActionResult(answer.exitCode(), answer.output(), true);
  }
}
