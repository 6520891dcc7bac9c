package dev.perdure.worker;

/**
 * The work of a worker, written by its author.
 *
 * <p>A singleplex worker calls it from one thread at a time, a multiplex worker from many at once.
 */
@FunctionalInterface
public interface WorkHandler {
  /**
   * Does the work of one request.
   *
   * @return the exit code; 0 is success
   * @throws Exception whatever goes wrong: the request is answered with exit code 1 and the stack
   *     trace, and the worker lives on
   */
  int work(WorkContext context) throws Exception;
}
