package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started, and what else makes it unfit for requests of another configuration. A
 * {@link ProcessPool} never uses a process for a request with a different configuration.
 *
 * @param command the program and its arguments
 * @param environment variables that are added to the worker's own environment or replace some of it
 * @param traits what else distinguishes its processes: flags that they keep, or digests of the tool
 *     and its libraries
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

  /** A configuration with only a command line. */
  public static ProcessConfiguration of(List<String> command) {
    return new ProcessConfiguration(command, Map.of(), List.of());
  }

  /** Like {@link #of(List)}. */
  public static ProcessConfiguration of(String... command) {
    return of(List.of(command));
  }

  /** A copy with one more variable of the environment. */
  public ProcessConfiguration withVariable(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new ProcessConfiguration(command, more, traits);
  }

  /**
   * A copy with one more trait, which distinguishes its processes from others with the same
   * command.
   */
  public ProcessConfiguration withTrait(String trait) {
    List<String> more = new ArrayList<>(traits);
    more.add(trait);
    return new ProcessConfiguration(command, environment, more);
  }

  /**
   * A copy with a trait for a file that a process reads at its start, such as the tool, with its
   * digest.
   */
  public ProcessConfiguration withTool(Input tool) {
    return withTrait(tool.digest() + " " + tool.path());
  }
}
