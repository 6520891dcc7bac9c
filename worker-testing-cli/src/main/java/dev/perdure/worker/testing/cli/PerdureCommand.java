package dev.perdure.worker.testing.cli;

import dev.perdure.worker.testing.cli.bench.BenchCommand;
import dev.perdure.worker.testing.cli.check.CheckCommand;
import dev.perdure.worker.testing.cli.explain.ExplainCommand;
import dev.perdure.worker.testing.cli.output.VersionProvider;
import dev.perdure.worker.testing.cli.record.RecordCommand;
import dev.perdure.worker.testing.cli.replay.ReplayCommand;
import dev.perdure.worker.testing.cli.run.RunCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: lists the commands. */
@Command(
    name = "perdure",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Tests, drives, measures, records and replays a persistent worker, in any language.",
      ""
    },
    subcommands = {
      CheckCommand.class,
      RunCommand.class,
      BenchCommand.class,
      RecordCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nBegin with these:%n",
    footer = {
      "  perdure run -a out.txt -a Hello -- ./worker     one request, and its answer",
      "  perdure check worker.json                       does it keep to the protocol?",
      "  perdure help check                              what check takes, with examples",
      "",
      "A worker is the command line after --, as a build tool would start it;",
      "--persistent_worker is added at its end.",
      "",
      "Exit codes: 0 all is well; 1 the worker failed; 2 the command line or a file is wrong.",
      "record ends as its worker does, or with 127 if that can't be started."
    })
final class PerdureCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
