package dev.perdure.worker.testing.conformance.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request from a worker's file, with placeholders.
 *
 * @param arguments the arguments of the action
 * @param inputs what input files hold, by path; they are written before the request is sent
 * @param exitCode the expected exit code: a number, or {@code nonzero}
 * @param output the expected output; null if that is not known
 * @param contains a text that the output must contain
 * @param outputs the contents of files that must exist after the answer, by path
 * @param creates the paths of files that must exist after the answer, whatever their contents
 * @param started a file that the work creates when it has begun; empty if it creates none
 * @param startedAfter how long after it was sent the work has begun, for a tool that creates no
 *     such file; zero if that is not known
 */
public record RequestTemplate(
    List<String> arguments,
    Map<String, InputContent> inputs,
    String exitCode,
    @Nullable String output,
    String contains,
    Map<String, String> outputs,
    List<String> creates,
    String started,
    Duration startedAfter) {
  public static final String NONZERO = "nonzero";

  public RequestTemplate {
    arguments = List.copyOf(arguments);
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
    creates = List.copyOf(creates);
  }
}
