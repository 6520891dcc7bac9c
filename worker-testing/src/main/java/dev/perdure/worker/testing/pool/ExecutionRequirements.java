package dev.perdure.worker.testing.pool;

import dev.perdure.worker.testing.Protocol;

/**
 * What an action says of the worker that can do it, as {@code execution_requirements} in Bazel.
 * Immutable; each setting returns another.
 *
 * @param protocol which the worker speaks
 * @param multiplex true if a worker takes several requests at once
 * @param sandboxed true if each request has a directory of its own, with the inputs and no more
 *     (F9)
 * @param cancellable true if the worker heeds cancels (F17)
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

  /** The same, each request in a sandbox. */
  public ExecutionRequirements withSandbox() {
    return new ExecutionRequirements(protocol, multiplex, true, cancellable);
  }

  /** The same of a worker that heeds cancels. */
  public ExecutionRequirements withCancellation() {
    return new ExecutionRequirements(protocol, multiplex, sandboxed, true);
  }
}
