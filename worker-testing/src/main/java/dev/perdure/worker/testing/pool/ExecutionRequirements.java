package dev.perdure.worker.testing.pool;

import dev.perdure.worker.testing.Protocol;

/**
 * What an action requires of its worker, like {@code execution_requirements} in Bazel. Immutable;
 * each setting returns another instance.
 *
 * @param protocol the protocol of the worker
 * @param multiplex true if a worker accepts several requests at once
 * @param sandboxed true if each request has its own directory, with only its inputs (F9)
 * @param cancellable true if the worker reacts to cancels (F17)
 */
public record ExecutionRequirements(
    Protocol protocol, boolean multiplex, boolean sandboxed, boolean cancellable) {

  /** A worker for one request at a time, without a sandbox. */
  public static ExecutionRequirements singleplex(Protocol protocol) {
    return new ExecutionRequirements(protocol, false, false, false);
  }

  /** A worker for several requests at once, without sandboxes. */
  public static ExecutionRequirements multiplex(Protocol protocol) {
    return new ExecutionRequirements(protocol, true, false, false);
  }

  /** A copy with each request in a sandbox. */
  public ExecutionRequirements withSandbox() {
    return new ExecutionRequirements(protocol, multiplex, true, cancellable);
  }

  /** A copy for a worker that reacts to cancels. */
  public ExecutionRequirements withCancellation() {
    return new ExecutionRequirements(protocol, multiplex, sandboxed, true);
  }
}
