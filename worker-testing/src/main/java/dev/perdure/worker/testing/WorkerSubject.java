package dev.perdure.worker.testing;

import dev.perdure.worker.Worker;
import java.util.List;

/**
 * The worker that a {@link WorkerTest} is about. It has a constructor without parameters; a new one
 * is made for each test.
 */
public interface WorkerSubject {
  /**
   * The worker, to be run in this process. It is made multiplex where a test asks for that, so it
   * must not be here.
   */
  Worker worker();

  /**
   * The command line of the same worker as a process; empty, as it is unless overridden, if tests
   * run in this process only. The process gets no environment but {@code TMPDIR}, as from Bazel
   * (F2): name the program by its path.
   */
  default List<String> command() {
    return List.of();
  }
}
