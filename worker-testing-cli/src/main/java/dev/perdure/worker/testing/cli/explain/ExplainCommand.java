package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.NewFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains what is in a recording. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what ran when in a recording: a table here, and a time line as an HTML page.",
      "",
      "It shows the times and sizes of each request, which requests were cancelled, where the"
          + " worker waited for the client or the client for the worker, and what was wrong, with"
          + " its byte.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  perdure explain build.jsonl --html build.html",
      "  perdure explain build.jsonl --output-option=-d      the rows of a compiler",
      "",
      "Exit code: 0, or 1 if something in the recording makes a client suffer."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes the page there.")
  @Nullable Path html;

  @Option(
      names = "--output-option",
      paramLabel = "OPTION",
      defaultValue = "",
      description =
          "Names each request by its output: the argument after this one, such as -d, or the rest of"
              + " one that begins with it, such as --out=. Else its first argument names it.")
  String outputOption;

  @Parameters(paramLabel = "LOG", description = "What record wrote.")
  Path log;

  @Override
  public Integer call() throws IOException {
    TimeLine timeLine = TimeLine.of(log, outputOption);
    ExplainText.print(timeLine, spec.commandLine().getOut());
    if (html != null) {
      NewFile.write(html, ExplainPage.of(timeLine));
      spec.commandLine().getOut().println("\nThe time line: " + html);
    }
    return timeLine.findings().isEmpty() ? ExitCodes.OK : ExitCodes.WORKER_FAILED;
  }
}
