package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.SandboxDirectory;
import dev.perdure.worker.testing.conformance.worker.RequestTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that is ready to be sent, and its expected result.
 *
 * @param request the request, with its placeholders filled in
 * @param exitCode a number, or {@link RequestTemplate#NONZERO}
 * @param output the expected output; null if that is not known
 * @param contains a text that the output must contain
 * @param outputs the expected contents of files, by path
 * @param creates the paths of files that must exist, whatever their contents
 * @param started a file that the work creates when it has begun; empty if it creates none
 * @param startedAfter how long after it was sent the work has begun, for a tool that creates no
 *     such file; zero if that is not known
 * @param directory the directory of the files: the execution root, or the sandbox directory
 */
public record Job(
    WorkRequest request,
    String exitCode,
    @Nullable String output,
    String contains,
    Map<String, String> outputs,
    List<String> creates,
    String started,
    Duration startedAfter,
    Path directory) {
  private static final int SHOWN = 200;

  public int id() {
    return request.requestId();
  }

  /** The same work with another id. */
  public Job withId(int id) {
    return with(request.withRequestId(id));
  }

  /** The same work with another request. */
  public Job with(WorkRequest other) {
    return new Job(
        other, exitCode, output, contains, outputs, creates, started, startedAfter, directory);
  }

  /** The same work with any output accepted. */
  public Job withAnyOutput() {
    return new Job(request, exitCode, null, "", outputs, creates, started, startedAfter, directory);
  }

  /** The same work in a sandbox directory, which this prepares. */
  public Job in(SandboxDirectory sandbox) {
    Set<String> written = new HashSet<>(outputs.keySet());
    written.addAll(creates);
    if (!started.isEmpty()) {
      written.add(started);
    }
    sandbox.prepare(request.inputs(), written);
    WorkRequest inside = request.withSandboxDir(sandbox.path());
    return new Job(
        inside,
        exitCode,
        output,
        contains,
        outputs,
        creates,
        started,
        startedAfter,
        sandbox.directory());
  }

  /** What is wrong with an answer and with the files that exist now; empty if nothing is. */
  public String mismatch(WorkResponse answer) throws IOException {
    if (answer.wasCancelled()) {
      return "the answer says that it was cancelled";
    }
    if (exitCode.equals(RequestTemplate.NONZERO)
        ? answer.exitCode() == 0
        : !exitCode.equals(Integer.toString(answer.exitCode()))) {
      return "exit code "
          + answer.exitCode()
          + " instead of "
          + exitCode
          + ", with the output "
          + shown(answer.output());
    }
    if (output != null && !output.equals(answer.output())) {
      return "the output " + shown(answer.output()) + " instead of " + shown(output);
    }
    if (!answer.output().contains(contains)) {
      return "the output " + shown(answer.output()) + ", which does not contain " + shown(contains);
    }
    return fileMismatch();
  }

  private String fileMismatch() throws IOException {
    for (String path : creates) {
      if (!Files.exists(directory.resolve(path))) {
        return "no file " + path;
      }
    }
    for (Map.Entry<String, String> expected : outputs.entrySet()) {
      String content;
      try {
        content =
            new String(
                Files.readAllBytes(directory.resolve(expected.getKey())), StandardCharsets.UTF_8);
      } catch (NoSuchFileException e) {
        return "no file " + expected.getKey();
      }
      if (!content.equals(expected.getValue())) {
        return "the file "
            + expected.getKey()
            + " with the content "
            + shown(content)
            + " instead of "
            + shown(expected.getValue());
      }
    }
    return "";
  }

  /** Whether one of its output files exists. */
  public boolean hasOutput() {
    return Stream.concat(outputs.keySet().stream(), creates.stream())
        .anyMatch(path -> Files.exists(directory.resolve(path)));
  }

  public List<String> arguments() {
    return request.arguments();
  }

  public static String shown(String text) {
    String head = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return '"' + head.replace("\n", "\\n") + '"';
  }
}
