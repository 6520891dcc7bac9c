package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CliMessage;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.output.FileFailure;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records what a build client and its worker send to each other. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = {
      "Stands in front of a worker and writes down what it is told and what it says.",
      "",
      "All bytes pass unchanged and at once: requests, answers, the log, broken ones too. So do the"
          + " end of input, SIGTERM, and the exit code. Tell your build tool to start this in the"
          + " place of the worker; the arguments that it adds go to the worker.",
      ""
    },
    footerHeading = "%nExample, a script that Bazel starts as the worker:%n",
    footer = {
      "  exec java -jar perdure.jar record --to /var/tmp/recordings -- /path/to/worker \"$@\"",
      "",
      "Then: perdure explain /var/tmp/recordings/FILE, or perdure replay."
    })
public final class RecordCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "LOG",
      description =
          "A new file; or a directory, in which each worker gets a file of its own, named by its"
              + " start and its process id.")
  Path log;

  @Option(
      names = "--mask",
      paramLabel = "REGEX",
      description =
          "What it matches, or its first group, is written as *** wherever it stands: in the"
              + " command, variables (as NAME=value), arguments, outputs and the worker's log."
              + " Paths of inputs stay. May be given many times.")
  List<Pattern> masks = List.of();

  @Parameters(arity = "1..*", paramLabel = "WORKER", description = "The worker's command line.")
  List<String> command;

  @Override
  public Integer call() throws Exception {
    Recorder recorder = Recorder.to(log);
    for (Pattern mask : masks) {
      recorder = recorder.mask(mask);
    }
    Recorder chosen = recorder;
    return Termination.awaitEnd(() -> start(chosen));
  }

  private RecordedWorker start(Recorder recorder) throws RecordingException {
    try {
      // The descriptors themselves: System.out would hide a failure, such as the end of the client.
      return recorder.start(
          command,
          new FileInputStream(FileDescriptor.in),
          new FileOutputStream(FileDescriptor.out),
          new FileOutputStream(FileDescriptor.err));
    } catch (RecordingException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new CliException(
          ExitCodes.USAGE, CliMessage.FILE_UNWRITABLE.text(e.getFile(), FileFailure.reason(e)));
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.NOT_STARTED,
          CliMessage.WORKER_NOT_STARTED.text(String.valueOf(e.getMessage())));
    }
  }
}
