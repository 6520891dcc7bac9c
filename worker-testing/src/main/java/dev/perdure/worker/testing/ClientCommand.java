package dev.perdure.worker.testing;

import java.util.List;

/**
 * The command line of an action, split by a client.
 *
 * @param startup the command line of the worker process
 * @param request the arguments of the request
 */
public record ClientCommand(List<String> startup, List<String> request) {
  /** Copies the lists. */
  public ClientCommand {
    startup = List.copyOf(startup);
    request = List.copyOf(request);
  }
}
