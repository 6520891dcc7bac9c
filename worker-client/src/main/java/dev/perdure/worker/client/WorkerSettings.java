package dev.perdure.worker.client;

import dev.perdure.worker.codec.WorkerCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How workers are started and used.
 *
 * @param workers how many processes there may be
 * @param slots how many requests a process may have at once
 * @param multiplex whether requests have ids
 * @param retries how often a request is sent again that has lost its worker
 * @param timeout how long an answer may take
 */
record WorkerSettings(
    List<String> command,
    Path directory,
    Map<String, String> environment,
    WorkerCodec codec,
    int workers,
    int slots,
    boolean multiplex,
    int retries,
    Duration timeout) {
  WorkerSettings {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
