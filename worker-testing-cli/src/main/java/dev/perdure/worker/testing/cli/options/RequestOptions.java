package dev.perdure.worker.testing.cli.options;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CliMessage;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import dev.perdure.worker.testing.cli.recording.RequestReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which requests a worker gets: one from the command line, or those from a file. */
public final class RequestOptions {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = {"-a", "--argument"},
      paramLabel = "ARG",
      description =
          "An argument of the request; repeat it for more. Write -a=--x if it begins with a dash.")
  List<String> arguments = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      description = "An input of the request; its digest is computed as Bazel does it.")
  List<Path> inputs = List.of();

  @Option(
      names = {"-r", "--requests"},
      paramLabel = "FILE",
      description = {
        "Requests from a file, or from standard input for -: JSON as on the wire, say",
        "  {\"arguments\":[\"out.txt\",\"Hi\"],\"requestId\":1}",
        "Without a requestId, each waits for the answer before it; with one, it is sent at once."
      })
  @Nullable String file;

  /** Passes on the requests, one after another. */
  public void each(Path directory, Consumer consumer) throws IOException {
    if (file == null) {
      consumer.accept(single(directory));
      return;
    }
    try (InputStream in =
        file.equals(STANDARD_INPUT)
            ? new FileInputStream(FileDescriptor.in)
            : Files.newInputStream(Path.of(file))) {
      RequestReader reader = RequestReader.of(file, in);
      for (WorkRequest request = reader.next(); request != null; request = reader.next()) {
        consumer.accept(request);
      }
    }
  }

  private WorkRequest single(Path directory) throws IOException {
    if (arguments.isEmpty()) {
      throw new CliException(ExitCodes.USAGE, CliMessage.REQUEST_MISSING.text());
    }
    List<Input> all = new ArrayList<>();
    for (Path input : inputs) {
      byte[] content = Files.readAllBytes(directory.resolve(input));
      all.add(new Input(input.toString(), Digest.ofText(sha256(content))));
    }
    return WorkRequest.of(0, arguments).withInputs(all);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every JDK has this.
    }
  }

  /** Receives a request, and may end the reading by an exception. */
  @FunctionalInterface
  public interface Consumer {
    void accept(WorkRequest request) throws IOException;
  }
}
