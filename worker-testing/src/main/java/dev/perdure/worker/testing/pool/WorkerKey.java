package dev.perdure.worker.testing.pool;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Flagfiles;
import java.util.List;
import java.util.Map;

/**
 * What two actions must have in common to be done by one worker (F3). The contents of the tools are
 * not in it.
 *
 * @param command the program and the arguments with which the worker starts
 * @param environment the whole environment
 * @param executionRoot where the worker runs, or its sandbox is
 * @param mnemonic the kind of action
 * @param requirements multiplex, cancellable, sandboxed, protocol
 */
public record WorkerKey(
    List<String> command,
    Map<String, String> environment,
    ExecutionRoot executionRoot,
    String mnemonic,
    ExecutionRequirements requirements) {
  /** Copies the list and the map. */
  public WorkerKey {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The key of the workers that can do {@code action}. */
  public static WorkerKey of(Action action, ExecutionRoot executionRoot) {
    return new WorkerKey(
        action.command().stream().filter(argument -> !Flagfiles.isFlagfile(argument)).toList(),
        action.environment(),
        executionRoot,
        action.mnemonic(),
        action.requirements());
  }

  boolean multiplex() {
    return requirements.multiplex();
  }

  boolean sandboxed() {
    return requirements.sandboxed();
  }
}
