package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to a process.
 *
 * @param directory the absolute path of the directory where it works; relative paths are resolved
 *     against it
 * @param arguments the arguments of the tool
 * @param inputs the files that it may read
 * @param held the inputs that a process may still know after its answer; they decide which process
 *     serves the request, and which can't
 * @param outputs the files that it writes, relative to the directory; only an additive sandbox
 *     needs to know them
 * @param set variables of the environment, for this request only
 * @param unset variables that are not set for this request
 */
public record ProcessRequest(
    Path directory,
    List<String> arguments,
    List<Input> inputs,
    List<Input> held,
    List<String> outputs,
    Map<String, String> set,
    List<String> unset) {
  public ProcessRequest {
    arguments = List.copyOf(arguments);
    inputs = List.copyOf(inputs);
    held = List.copyOf(held);
    outputs = List.copyOf(outputs);
    set = Map.copyOf(set);
    unset = List.copyOf(unset);
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("directory is not absolute: " + directory);
    }
  }

  /** A request with only a directory and arguments. */
  public static ProcessRequest of(Path directory, List<String> arguments) {
    return new ProcessRequest(
        directory, arguments, List.of(), List.of(), List.of(), Map.of(), List.of());
  }

  /**
   * A request with the same arguments and inputs as the worker's request. All inputs are held. The
   * directory is the sandbox directory if there is one, otherwise the worker's own.
   */
  public static ProcessRequest of(WorkContext context) {
    Path directory = context.resolve(".").toAbsolutePath().normalize();
    return of(directory, context.arguments()).withInputs(context.inputs());
  }

  /** A copy with other arguments. */
  public ProcessRequest withArguments(List<String> arguments) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** A copy with other inputs, all of them held. */
  public ProcessRequest withInputs(List<Input> inputs) {
    return new ProcessRequest(directory, arguments, inputs, inputs, outputs, set, unset);
  }

  /**
   * A copy with other inputs that a process may still know afterwards. For example, if a tool keeps
   * nothing of its source file but keeps what it imports, only the imports are held. Then an edited
   * source can go to a process that has seen the old one.
   */
  public ProcessRequest withHeld(List<Input> held) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** A copy with the files that it writes, relative to its directory. */
  public ProcessRequest withOutputs(List<String> outputs) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** A copy with another directory, which must be absolute. */
  public ProcessRequest withDirectory(Path directory) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** A copy that sets a variable of the environment, for this request only. */
  public ProcessRequest withVariable(String name, String value) {
    Map<String, String> more = new TreeMap<>(set);
    more.put(name, value);
    return new ProcessRequest(directory, arguments, inputs, held, outputs, more, unset);
  }

  /** A copy that removes a variable of the environment, for this request only. */
  public ProcessRequest withoutVariable(String name) {
    List<String> more = new ArrayList<>(unset);
    more.add(name);
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, more);
  }
}
