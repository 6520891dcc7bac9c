package dev.perdure.worker.testing.pool;

import dev.perdure.worker.testing.Protocol;
import java.util.List;
import java.util.Map;

/**
 * A command line with everything that it reads and writes, as a build rule declares it. Immutable;
 * each setting returns another action.
 *
 * <p>The arguments that are flagfiles ({@code @x}, {@code -flagfile=x}, {@code --flagfile=x}) go
 * into the request; all others start the worker (F1).
 *
 * @param mnemonic the kind of action, such as {@code Javac}
 * @param command the program and all its arguments
 * @param environment the whole environment of the worker (F2)
 * @param inputs paths of files below the execution root, tools and flagfiles included (F7)
 * @param outputs paths of files that the action writes
 * @param requirements what the worker must support
 */
public record Action(
    String mnemonic,
    List<String> command,
    Map<String, String> environment,
    List<String> inputs,
    List<String> outputs,
    ExecutionRequirements requirements) {
  /**
   * Copies the lists and the map.
   *
   * @throws IllegalArgumentException if the command is empty
   */
  public Action {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command is empty");
    }
  }

  /** An action without files, for a singleplex worker with the proto protocol. */
  public static Action of(String mnemonic, List<String> command) {
    ExecutionRequirements least = ExecutionRequirements.singleplex(Protocol.PROTO);
    return new Action(mnemonic, command, Map.of(), List.of(), List.of(), least);
  }

  /** A copy with that environment. */
  public Action withEnvironment(Map<String, String> environment) {
    return new Action(mnemonic, command, environment, inputs, outputs, requirements);
  }

  /** A copy with those files. */
  public Action withFiles(List<String> inputs, List<String> outputs) {
    return new Action(mnemonic, command, environment, inputs, outputs, requirements);
  }

  /** A copy for a worker with those requirements. */
  public Action withRequirements(ExecutionRequirements requirements) {
    return new Action(mnemonic, command, environment, inputs, outputs, requirements);
  }
}
