package dev.perdure.worker;

import java.nio.file.Path;
import java.util.List;

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
   * @throws WorkFailedException for a known reason: the request is answered with its exit code and
   *     message
   * @throws Exception whatever else goes wrong: the request is answered with exit code 1 and the
   *     stack trace, and the worker goes on
   */
  int work(WorkContext context) throws Exception;

  /**
   * The handler of one slot; by default, this one. A tool that can't serve two requests at once
   * should return a separate handler for each slot.
   *
   * <p>A slot is a thread that works on one request after another. A singleplex worker has one, a
   * multiplex worker several, and a one-shot run one for its only piece of work. The slot's thread
   * calls this for its first request, and again for the next one if it throws. A separate handler
   * is closed when the slot ends, if it is {@link AutoCloseable}.
   *
   * @throws Exception whatever goes wrong: the request is answered as if its work had thrown it
   */
  default WorkHandler forSlot() throws Exception {
    return this;
  }

  /**
   * The jars and directories that this handler's code comes from, besides the class path of the
   * process; by default, none. When one of them comes as an input with another digest than at
   * first, the worker ends (see {@link WorkerUpkeep#endWhenChanged()}). Called once. A handler that
   * reloads changed files itself returns none.
   */
  default List<Path> toolFiles() {
    return List.of();
  }
}
