package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process is asked to do.
 *
 * @param directory where it works, absolute; relative paths count from there
 * @param arguments what the tool is called with
 * @param inputs the files that it may read
 * @param held those inputs that a process may still know when it has answered: they decide which
 *     process serves the request, and which may not
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

  /** A request that only has arguments. */
  public static ProcessRequest of(Path directory, List<String> arguments) {
    return new ProcessRequest(
        directory, arguments, List.of(), List.of(), List.of(), Map.of(), List.of());
  }

  /**
   * The worker's request as it is: its arguments, its inputs, all of them held, in its sandbox
   * directory or else in the worker's own.
   */
  public static ProcessRequest of(WorkContext context) {
    Path directory = context.resolve(".").toAbsolutePath().normalize();
    return of(directory, context.arguments()).withInputs(context.inputs());
  }

  /** With other arguments. */
  public ProcessRequest withArguments(List<String> arguments) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** With other inputs, all of them held. */
  public ProcessRequest withInputs(List<Input> inputs) {
    return new ProcessRequest(directory, arguments, inputs, inputs, outputs, set, unset);
  }

  /**
   * With other inputs that a process may still know afterwards. A tool that reads its source once
   * and keeps nothing of it, but keeps what it imports, holds the imports: then an edited source
   * can go to a process that has seen the old one.
   */
  public ProcessRequest withHeld(List<Input> held) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** With the files that it writes, relative to its directory. */
  public ProcessRequest withOutputs(List<String> outputs) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** In another directory, which is absolute. */
  public ProcessRequest withDirectory(Path directory) {
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, unset);
  }

  /** With a variable of the environment, for this request only. */
  public ProcessRequest withVariable(String name, String value) {
    Map<String, String> more = new TreeMap<>(set);
    more.put(name, value);
    return new ProcessRequest(directory, arguments, inputs, held, outputs, more, unset);
  }

  /** Without a variable of the environment, for this request only. */
  public ProcessRequest withoutVariable(String name) {
    List<String> more = new ArrayList<>(unset);
    more.add(name);
    return new ProcessRequest(directory, arguments, inputs, held, outputs, set, more);
  }
}
