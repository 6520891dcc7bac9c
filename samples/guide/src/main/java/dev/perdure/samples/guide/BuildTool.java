package dev.perdure.samples.guide;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.client.InputFiles;
import dev.perdure.worker.client.SentRequest;
import dev.perdure.worker.client.WorkerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A build tool whose actions join files. */
public final class BuildTool {
  private final List<String> worker;
  private final Path root;

  /** A tool that starts workers with a command, in the directory where the files are. */
  public BuildTool(List<String> worker, Path root) {
    this.worker = worker;
    this.root = root;
  }

  // #region build
  /** Runs all actions, and returns the answers in their order. */
  List<WorkResponse> build(List<List<String>> actions) throws InterruptedException {
    try (WorkerClient client = WorkerClient.builder(worker).directory(root).multiplex(8).build()) {
      List<SentRequest> sent = new ArrayList<>();
      for (List<String> action : actions) {
        sent.add(client.send(request(action))); // Waits while eight are running.
      }
      List<WorkResponse> answers = new ArrayList<>();
      for (SentRequest each : sent) {
        answers.add(each.await());
      }
      return answers;
    }
  }

  // #endregion build

  // #region request
  /** The first argument is the output, and the others are the inputs. */
  private WorkRequest request(List<String> arguments) {
    List<String> files = arguments.subList(1, arguments.size());
    return WorkRequest.of(0, arguments).withInputs(InputFiles.in(root).inputs(files));
  }

  // #endregion request

  // #region settings
  WorkerClient careful() {
    return WorkerClient.builder(worker)
        .directory(root)
        .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
        .protocol("json")
        .workers(4) // Processes at once, each with one request at a time.
        .retries(0)
        .timeout(Duration.ofMinutes(10))
        .build();
  }

  // #endregion settings

  // #region future
  /** Sends an action, and returns at once; the future has the answer's exit code. */
  CompletableFuture<Integer> start(WorkerClient client, List<String> action)
      throws InterruptedException {
    SentRequest sent = client.send(request(action));
    return sent.future().thenApply(WorkResponse::exitCode);
  }

  // #endregion future
}
