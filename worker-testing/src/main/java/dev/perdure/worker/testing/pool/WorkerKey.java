package dev.perdure.worker.testing.pool;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Flagfiles;
import java.util.List;
import java.util.Map;

/**
 * What two actions must have in common to use the same worker (F3). The contents of the tools are
 * not part of it.
 *
 * @param command the program and the arguments with which the worker starts
 * @param environment the whole environment
 * @param executionRoot the directory in which the worker runs, or in which its sandbox is
 * @param mnemonic the kind of action
 * @param requirements whether it is multiplex, cancellable and sandboxed, and its protocol
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
