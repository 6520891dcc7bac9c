package dev.perdure.worker;

import java.util.List;

/**
 * A message from the client: work to do, or the cancellation of work.
 *
 * @param arguments the arguments of the action; most clients have already expanded its flagfiles
 *     (F6)
 * @param inputs all files that the action may read, including tools and flagfiles
 * @param requestId 0 for singleplex, from 1 on for multiplex (F8)
 * @param cancel true if this message cancels the request with the same id, and asks for no work
 *     (F17)
 * @param verbosity 0 unless the user asked for more; Bazel sends 10 with {@code --worker_verbose}
 * @param sandboxDir the directory against which this request's paths are resolved, relative to the
 *     working directory (F9), or absolute from some remote executors; empty if there is none
 */
public record WorkRequest(
    List<String> arguments,
    List<Input> inputs,
    int requestId,
    boolean cancel,
    int verbosity,
    String sandboxDir) {

  /**
   * Copies the lists.
   *
   * @throws NullPointerException if a list, an element or a string is null
   */
  public WorkRequest {
    arguments = List.copyOf(arguments);
    inputs = List.copyOf(inputs);
    if (sandboxDir == null) {
      throw new NullPointerException("sandboxDir");
    }
  }

  /** A request with the given id and arguments, and the defaults for everything else. */
  public static WorkRequest of(int requestId, List<String> arguments) {
    return new WorkRequest(arguments, List.of(), requestId, false, 0, "");
  }

  /** This message with another request id. */
  public WorkRequest withRequestId(int value) {
    return new WorkRequest(arguments, inputs, value, cancel, verbosity, sandboxDir);
  }

  /** This request with other inputs. */
  public WorkRequest withInputs(List<Input> value) {
    return new WorkRequest(arguments, value, requestId, cancel, verbosity, sandboxDir);
  }

  /** This request with another verbosity. */
  public WorkRequest withVerbosity(int value) {
    return new WorkRequest(arguments, inputs, requestId, cancel, value, sandboxDir);
  }

  /** This request in another sandbox directory; empty for none. */
  public WorkRequest withSandboxDir(String value) {
    return new WorkRequest(arguments, inputs, requestId, cancel, verbosity, value);
  }

  /** The message that cancels request {@code requestId}. */
  public static WorkRequest cancelOf(int requestId) {
    return new WorkRequest(List.of(), List.of(), requestId, true, 0, "");
  }
}
