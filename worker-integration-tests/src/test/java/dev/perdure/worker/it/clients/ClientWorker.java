package dev.perdure.worker.it.clients;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.ClientCommand;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A worker as a client starts it for actions whose arguments are in a flagfile, and the actions as
 * the client runs them.
 */
final class ClientWorker implements AutoCloseable {
  private static final String FLAGFILE = "action.params";

  private final Client client;
  private final ClientCommand command;
  private final WorkerHarness worker;
  private int lastId;

  /**
   * Starts the worker.
   *
   * @param program the command line of the actions, without the flagfile
   * @param directory where the actions' files are
   */
  ClientWorker(
      Client client,
      Protocol protocol,
      List<String> program,
      Map<String, String> environment,
      Path directory) {
    this.client = client;
    List<String> all = new ArrayList<>(program);
    all.add("@" + FLAGFILE);
    command = client.command(all);
    worker =
        WorkerHarness.process(command.startup())
            .client(client)
            .protocol(protocol)
            .environment(environment)
            .directory(directory)
            .timeout(Duration.ofMinutes(2))
            .start();
  }

  /**
   * Runs an action.
   *
   * @param inputs the contents of the files that it reads, by path
   */
  WorkResponse run(Map<String, byte[]> inputs, List<String> arguments) throws IOException {
    if (client.swapsRoot()) {
      worker.root().clear();
    }
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      write(input.getKey(), input.getValue());
    }
    Files.write(worker.root().resolve(FLAGFILE), arguments);
    TreeSet<String> paths = new TreeSet<>(inputs.keySet());
    paths.add(FLAGFILE);
    int id = client.isMultiplex() ? ++lastId : 0;
    return worker.work(
        WorkRequest.of(id, command.request()).withInputs(worker.root().inputs(paths)));
  }

  /** Overwrites a file of an earlier action, so that only its content and its times change. */
  private void write(String path, byte[] content) throws IOException {
    Path file = worker.root().resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, content);
  }

  /** A file of the last action. */
  Path file(String path) {
    return worker.root().resolve(path);
  }

  String log() {
    return worker.log();
  }

  @Override
  public void close() {
    worker.close();
  }
}
