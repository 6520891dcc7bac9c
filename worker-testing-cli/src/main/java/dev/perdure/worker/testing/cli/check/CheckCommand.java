package dev.perdure.worker.testing.cli.check;

import static java.util.Objects.requireNonNull;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.options.ClientName;
import dev.perdure.worker.testing.cli.options.PositiveNumber;
import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CommandText;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.NewFile;
import dev.perdure.worker.testing.cli.output.TextTable;
import dev.perdure.worker.testing.conformance.CheckDescription;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a worker against what clients do. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether a worker keeps to the protocol, by doing to it what real clients do.",
      "",
      "A small file says how it is started, what it supports, and what it can be asked. Each check"
          + " starts it again in an empty directory. What fails is told with what was sent, what"
          + " came, what Bazel would do with it, and how to fix it.",
      ""
    },
    footerHeading = "%nThe file, for a worker that writes its arguments to a file:%n",
    footer = {
      "  {",
      "    \"command\": [\"{here}/hello-worker\"],",
      "    \"supports\": [\"multiplex\", \"cancel\"],",
      "    \"requests\": {\"work\": [{\"arguments\": [\"{n}.txt\", \"Hi\"],"
          + " \"output\": \"wrote {n}.txt\\n\"}]}",
      "  }",
      "",
      "{here} is the file's folder, {n} a number that no other request has. With requests of more"
          + " kinds, such as fail, print and slow, there is more to check: each check that is skipped"
          + " says what it misses.",
      "",
      "  perdure check worker.json --html report.html",
      "  perdure check worker.json -- ./other-worker     the same requests for another one",
      "  perdure check worker.json --client nativelink   what that remote executor does",
      "  perdure check --list                            what is checked",
      "",
      "Most of the time goes into starts, and into the search for a leak: half a minute for a worker"
          + " that answers at once. Where each request takes a while, as for a compiler, ask for"
          + " fewer: --leak-requests 400. F1 to F20 are the numbers of the documentation's page on"
          + " the protocol.",
      "",
      "Exit code: 0 if nothing failed, else 1."
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--list", description = "Lists the checks, and does nothing else.")
  boolean list;

  @Option(
      names = {"-p", "--protocol"},
      paramLabel = "proto|json",
      description = "The protocol to speak; unless given, all that the file names, or both.")
  @Nullable Protocol protocol;

  @Option(
      names = "--client",
      converter = ClientName.class,
      completionCandidates = ClientName.Names.class,
      paramLabel = "CLIENT",
      defaultValue = "bazel-8",
      description =
          "The client to behave like: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  Client client;

  @Option(
      names = "--only",
      paramLabel = "CHECK",
      split = ",",
      description = "Only these checks, by their names, as --list tells them.")
  Set<String> only = Set.of();

  @Option(
      names = "--patience",
      converter = PositiveNumber.class,
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long an answer, or the end, may take before it is missing; ${DEFAULT-VALUE} unless"
              + " given.")
  int patience;

  @Option(
      names = "--leak-requests",
      converter = PositiveNumber.class,
      paramLabel = "COUNT",
      defaultValue = "10000",
      description =
          "How many requests look for a leak, in each protocol, and up to three times as many while"
              + " the worker grows; 100 or more, ${DEFAULT-VALUE} unless given.")
  int leakRequests;

  @Option(names = "--junit", paramLabel = "XML", description = "Writes a JUnit report there.")
  @Nullable Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page there.")
  @Nullable Path html;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The worker's file.")
  @Nullable Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "WORKER",
      description = "After --: a command line to use instead of the file's.")
  List<String> command = List.of();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      list(out);
      return ExitCodes.OK;
    }
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
    }
    ConformanceReport report;
    try (CheckProgress progress = CheckProgress.on(spec.commandLine().getErr())) {
      report = kit(file).check(progress);
    }
    out.print(report.table());
    out.flush();
    if (junit != null) {
      NewFile.write(junit, report.junitXml());
    }
    if (html != null) {
      NewFile.write(html, report.html(about()));
    }
    return report.failures().isEmpty() ? ExitCodes.OK : ExitCodes.WORKER_FAILED;
  }

  /** What the page says of this run. */
  private Map<String, String> about() throws IOException {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("command", CommandText.of(spec));
    about.put("worker", String.join(" ", worker(requireNonNull(file)).command()));
    about.put("client", client.program() + " " + client.version());
    about.put("date", CommandText.now());
    about.put("versions", CommandText.versions());
    return about;
  }

  private WorkerUnderTest worker(Path workersFile) throws IOException {
    WorkerUnderTest worker = WorkerUnderTest.read(workersFile);
    return command.isEmpty() ? worker : worker.command(command);
  }

  private ConformanceKit kit(Path workersFile) throws IOException {
    try {
      WorkerUnderTest worker = worker(workersFile);
      if (protocol != null) {
        worker = worker.protocols(List.of(protocol));
      }
      ConformanceKit kit =
          ConformanceKit.of(worker)
              .client(client)
              .patience(Duration.ofSeconds(patience))
              .leakRequests(leakRequests);
      return only.isEmpty() ? kit : kit.only(only);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static void list(PrintWriter out) {
    TextTable table = new TextTable(3, "check", "facts", "what it claims of a worker");
    for (CheckDescription check : ConformanceKit.checks()) {
      table.row(check.id(), String.join(" ", check.facts()), check.title());
    }
    table.print(out);
  }
}
