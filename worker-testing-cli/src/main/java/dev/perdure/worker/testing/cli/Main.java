package dev.perdure.worker.testing.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CliMessage;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.FileFailure;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The main class of the program. */
public final class Main {
  private Main() {}

  /** Runs a command, and ends with its exit code. */
  public static void main(String[] arguments) {
    // UTF-8 even in the C locale, in which a build client starts its programs.
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int exitCode = run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine program =
        new CommandLine(new PerdureCommand())
            .setUsageHelpWidth(100)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            // The worker reads its argument files itself.
            .setExpandAtFiles(false)
            .setExecutionExceptionHandler(Main::explain);
    // The worker's own options are passed to it, even if the -- before them is missing.
    for (String command : List.of("run", "bench", "record")) {
      Objects.requireNonNull(program.getSubcommands().get(command)).setStopAtPositional(true);
    }
    return program.execute(arguments);
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    String message = message(e);
    if (Boolean.getBoolean("perdure.trace")) {
      e.printStackTrace(command.getErr());
    }
    command.getErr().println("perdure: " + message);
    return e instanceof CliException failure ? failure.exitCode() : ExitCodes.USAGE;
  }

  private static String message(Exception e) {
    if (e instanceof CliException || e instanceof RecordingException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof FileSystemException failure) {
      return CliMessage.FILE_UNREADABLE.text(failure.getFile(), FileFailure.reason(failure));
    }
    if (e instanceof IOException) {
      return CliMessage.FILE_UNREADABLE.text("a file", String.valueOf(e.getMessage()));
    }
    return CliMessage.DEFECT.text(e);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), true);
  }
}
