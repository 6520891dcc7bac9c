package dev.perdure.worker.testing.cli.bench;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.cli.options.PositiveNumber;
import dev.perdure.worker.testing.cli.options.RequestOptions;
import dev.perdure.worker.testing.cli.options.WorkerOptions;
import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CliMessage;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.ProgressBar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a worker, or two against each other. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a worker: its start, a request at a time, many at once, CPU time and memory.",
      "",
      "Each round starts it again. With a second worker after :::, the two take turns, so that both"
          + " run under the same conditions. It prints the medians of the rounds.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  perdure bench -a out.txt -a Hello -- ./worker",
      "  perdure bench -r requests.json --in-flight 8 -- ./old-worker ::: ./new-worker",
      "",
      "CPU time comes in steps of 10 ms on Linux. Requests must have no requestId.",
      "Exit code: 0, or 1 if a request fails."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String PARTING = ":::";

  @Spec CommandSpec spec;
  @Mixin RequestOptions requests;
  @Mixin WorkerOptions worker;

  @Option(
      names = "--rounds",
      converter = PositiveNumber.class,
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each worker is started; ${DEFAULT-VALUE} unless given.")
  int rounds;

  @Option(
      names = {"-n", "--count"},
      converter = PositiveNumber.class,
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many requests a round measures; ${DEFAULT-VALUE} unless given.")
  int count;

  @Option(
      names = "--in-flight",
      converter = PositiveNumber.class,
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Also measures N requests at once, for a multiplex worker; with 1, the default, it does"
              + " not.")
  int inFlight;

  @Parameters(
      arity = "1..*",
      paramLabel = "WORKER",
      description = "The worker's command line; another one after :::")
  List<String> command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<List<String>> workers = workers();
    WorkerBenchmark benchmark = benchmark();
    List<List<BenchmarkRound>> measured = new ArrayList<>();
    workers.forEach(each -> measured.add(new ArrayList<>()));
    ProgressBar bar = ProgressBar.on(spec.commandLine().getErr());
    try {
      for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < workers.size(); turn++) {
          // The workers also take turns at being first.
          int which = (round + turn) % workers.size();
          bar.show(
              round * workers.size() + turn, rounds * workers.size(), workers.get(which).get(0));
          measured.get(which).add(round(benchmark, workers.get(which)));
        }
      }
    } finally {
      bar.clear();
    }
    new BenchTable(workers, measured, inFlight).print(spec.commandLine().getOut());
    return ExitCodes.OK;
  }

  /** A failure names the worker, of which there can be two. */
  private static BenchmarkRound round(WorkerBenchmark benchmark, List<String> worker)
      throws InterruptedException {
    try {
      return benchmark.measure(worker);
    } catch (BenchmarkFailure e) {
      throw new CliException(
          ExitCodes.WORKER_FAILED, String.join(" ", worker) + ": " + e.getMessage());
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.USAGE, CliMessage.WORKER_NOT_STARTED.text(String.valueOf(e.getMessage())));
    }
  }

  private WorkerBenchmark benchmark() throws IOException {
    Path directory = Path.of("").toAbsolutePath();
    if (worker.directory != null) {
      directory = worker.directory;
    }
    List<WorkRequest> all = new ArrayList<>();
    requests.each(directory, all::add);
    try {
      return WorkerBenchmark.of(all)
          .protocol(worker.protocol)
          .directory(directory)
          .environment(worker.environment())
          .count(count)
          .inFlight(inFlight)
          .timeout(worker.timeout.duration());
    } catch (IllegalArgumentException e) {
      throw new CliException(
          ExitCodes.USAGE, CliMessage.BENCH_REQUESTS.text(String.valueOf(e.getMessage())));
    }
  }

  private List<List<String>> workers() {
    int parting = command.indexOf(PARTING);
    if (parting < 0) {
      return List.of(command);
    }
    List<String> second = command.subList(parting + 1, command.size());
    if (parting == 0 || second.isEmpty() || second.contains(PARTING)) {
      throw new CliException(ExitCodes.USAGE, CliMessage.BENCH_WORKERS.text(command));
    }
    return List.of(command.subList(0, parting), second);
  }
}
