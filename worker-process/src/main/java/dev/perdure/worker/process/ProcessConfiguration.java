package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started, and all that makes it unfit for requests of another configuration: a
 * {@link ProcessPool} keeps processes apart whose configurations are not equal.
 *
 * @param command the program and its arguments
 * @param environment the variables that are set or changed in the worker's own environment
 * @param traits what else distinguishes its processes: flags that they keep, digests of the tool
 *     and of its libraries
 */
public record ProcessConfiguration(
    List<String> command, Map<String, String> environment, List<String> traits) {
  public ProcessConfiguration {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    traits = List.copyOf(traits);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command is empty");
    }
  }

  /** A configuration of nothing but a command line. */
  public static ProcessConfiguration of(List<String> command) {
    return new ProcessConfiguration(command, Map.of(), List.of());
  }

  /** As {@link #of(List)}. */
  public static ProcessConfiguration of(String... command) {
    return of(List.of(command));
  }

  /** With a variable of the environment. */
  public ProcessConfiguration withVariable(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new ProcessConfiguration(command, more, traits);
  }

  /** With one more thing that distinguishes its processes from others of the same command. */
  public ProcessConfiguration withTrait(String trait) {
    List<String> more = new ArrayList<>(traits);
    more.add(trait);
    return new ProcessConfiguration(command, environment, more);
  }

  /** With a file that a process reads at its start, such as the tool, at this digest. */
  public ProcessConfiguration withTool(Input tool) {
    return withTrait(tool.digest() + " " + tool.path());
  }
}
