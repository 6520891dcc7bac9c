package dev.perdure.worker.testing;

import java.io.InputStream;
import java.io.OutputStream;

/** A worker in this process, from its start to its end. */
@FunctionalInterface
interface InProcessWorker {
  /**
   * Serves until the requests end.
   *
   * @return the exit code
   */
  int serve(InputStream requests, OutputStream responses, OutputStream log);
}
