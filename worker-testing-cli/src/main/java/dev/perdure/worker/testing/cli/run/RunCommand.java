package dev.perdure.worker.testing.cli.run;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.cli.options.ClientName;
import dev.perdure.worker.testing.cli.options.RequestOptions;
import dev.perdure.worker.testing.cli.options.StartedWorker;
import dev.perdure.worker.testing.cli.options.WorkerOptions;
import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends requests and prints answers. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a worker, sends it requests, prints its answers, and ends it as Bazel does.",
      "",
      "It reports an answer that is missing, comes twice or belongs to no request, anything but"
          + " answers on the worker's standard output, and a process that is left behind.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  perdure run -a out.txt -a Hello -- ./worker",
      "  perdure run -r requests.json -p json -- java -jar worker.jar",
      "  perdure run -a @args.txt --client buildfarm -- ./worker",
      "  perdure run -r - -- ./worker                   by hand, a line a request",
      "",
      "Exit code: 0 if every answer's exit code is 0 and all is well, else 1."
    })
public final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin RequestOptions requests;
  @Mixin WorkerOptions worker;

  @Option(
      names = "--client",
      converter = ClientName.class,
      completionCandidates = ClientName.Names.class,
      paramLabel = "CLIENT",
      description = {
        "Sends the requests as that client does: ${COMPLETION-CANDIDATES}.",
        "Unless given, they are sent as they are."
      })
  @Nullable Client client;

  @Parameters(arity = "1..*", paramLabel = "WORKER", description = "The worker's command line.")
  List<String> command;

  private boolean failed;

  @Override
  public Integer call() throws IOException {
    Path directory = worker.directory == null ? Path.of("") : worker.directory;
    List<WorkRequest> unanswered = new ArrayList<>();
    try (WorkerHarness harness = StartedWorker.start(harness())) {
      requests.each(
          directory,
          request -> {
            long start = System.nanoTime();
            harness.send(request);
            if (request.cancel()) {
              return;
            }
            if (request.requestId() == 0) {
              print(harness.await(0), (System.nanoTime() - start) / 1000);
            } else {
              unanswered.add(request);
            }
          });
      long start = System.nanoTime();
      for (WorkRequest request : unanswered) {
        print(harness.await(request.requestId()), (System.nanoTime() - start) / 1000);
      }
    } catch (IllegalArgumentException e) {
      // What the client never sends.
      throw new CliException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    } catch (WorkerFailure e) {
      throw new CliException(ExitCodes.WORKER_FAILED, String.valueOf(e.getMessage()));
    }
    return failed ? ExitCodes.WORKER_FAILED : ExitCodes.OK;
  }

  private WorkerHarness.Builder harness() {
    WorkerHarness.Builder builder = worker.harness(command);
    return client == null ? builder : builder.client(client);
  }

  private void print(WorkResponse answer, long micros) {
    PrintWriter out = spec.commandLine().getOut();
    failed |= answer.exitCode() != 0;
    out.println(
        "request "
            + answer.requestId()
            + ": "
            + (answer.wasCancelled() ? "cancelled" : "exit code " + answer.exitCode())
            + ", "
            + Figures.duration(micros));
    answer.output().lines().forEach(line -> out.println("  " + line));
  }
}
