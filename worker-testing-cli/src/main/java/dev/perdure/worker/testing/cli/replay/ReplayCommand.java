package dev.perdure.worker.testing.cli.replay;

import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.cli.options.StartedWorker;
import dev.perdure.worker.testing.cli.options.TimeoutOption;
import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.Figures;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does the work of a recording again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Has a worker do the work of a recording again, and compares answers and files.",
      "",
      "It works in a new directory, with inputs from the recording's, which is only read. A request"
          + " is sent when the answers that came before it in the recording have come; with --pace"
          + " recorded, also not earlier than in the recording.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  perdure replay build.jsonl                           with the worker of the recording",
      "  perdure replay build.jsonl -- ./new-worker           does a new one do the same?",
      "",
      "Exit code: 0 if all is equal and a file was made, or --no-files is given; else 1."
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec CommandSpec spec;

  @Option(
      names = "--pace",
      paramLabel = "in_order|recorded",
      defaultValue = "in_order",
      description = "When requests are sent; ${DEFAULT-VALUE} unless given.")
  Replay.Pace pace;

  @Option(
      names = "--inputs",
      paramLabel = "DIR",
      description = "The execution root that holds the inputs; the recording's own unless given.")
  @Nullable Path inputs;

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description = "Works there, and leaves the files; must be empty or missing.")
  @Nullable Path root;

  @Option(
      names = "--ignore",
      paramLabel = "REGEX",
      description = "Text to leave out when answers are compared. May be given many times.")
  List<Pattern> ignored = List.of();

  @Option(
      names = "--no-files",
      description = "The work makes no files: it is enough that the answers are equal.")
  boolean noFiles;

  @Mixin TimeoutOption timeout;

  @Parameters(index = "0", paramLabel = "LOG", description = "What record wrote.")
  Path log;

  @Parameters(
      index = "1..*",
      paramLabel = "WORKER",
      description = "Another worker; with the recording's environment.")
  List<String> command = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Replay replay = Replay.of(log).pace(pace);
    if (inputs != null) {
      replay = replay.inputsFrom(inputs);
    }
    for (Pattern pattern : ignored) {
      replay = replay.ignore(pattern);
    }
    try (ScratchDirectory directory = ScratchDirectory.of(root)) {
      ReplayReport report = replay.run(directory.path(), this::worker);
      print(report, spec.commandLine().getOut());
      boolean nothing = made(report) == 0 && !noFiles;
      if (nothing) {
        spec.commandLine()
            .getOut()
            .println(
                "! no file was made, so none was compared; if the work makes none: --no-files");
      }
      return report.isEqual() && !nothing ? ExitCodes.OK : ExitCodes.WORKER_FAILED;
    } catch (WorkerFailure e) {
      throw new CliException(ExitCodes.WORKER_FAILED, String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      throw StartedWorker.failure(e);
    }
  }

  private WorkerHarness.Builder worker(Path directory, RecordingHeader header) {
    List<String> complete =
        command.isEmpty()
            ? StartedWorker.command(header.command(), header.directory())
            : StartedWorker.command(command, Path.of(""));
    return WorkerHarness.process(complete)
        .directory(directory)
        .environment(header.environment())
        .timeout(timeout.duration());
  }

  private static int made(ReplayReport report) {
    return report.equalOutputs() + report.otherOutputs().size() + report.newOutputs().size();
  }

  private static void print(ReplayReport report, PrintWriter out) {
    out.printf(
        "%d of %s answered as in the recording, in %s; then in %s%n",
        report.equalAnswers(),
        Figures.count(report.requests(), "request"),
        Figures.duration(report.micros()),
        Figures.duration(report.recordedMicros()));
    if (report.cancelled() > 0) {
      out.println(
          Figures.count(report.cancelled(), "answer")
              + " not compared: a cancellation raced with the work");
    }
    out.println(
        Figures.count(report.equalOutputs(), "file")
            + " made, equal byte for byte to those of the recording's directory");
    list(report.differences(), "! ", out);
    list(report.otherOutputs(), "! ", out);
    list(report.newOutputs(), "not in the recording's directory: ", out);
  }

  private static void list(List<String> lines, String mark, PrintWriter out) {
    lines.stream().limit(SHOWN).forEach(line -> out.println(mark + line));
    if (lines.size() > SHOWN) {
      out.println("  and " + (lines.size() - SHOWN) + " more");
    }
  }
}
