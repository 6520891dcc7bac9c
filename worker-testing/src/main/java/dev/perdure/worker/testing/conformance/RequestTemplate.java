package dev.perdure.worker.testing.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a worker's file gives it, with placeholders.
 *
 * @param arguments of the action
 * @param inputs contents by path; the files are there before the request is sent
 * @param exitCode what must be answered: a number, or {@code nonzero}
 * @param output all that must be answered; null if that isn't known
 * @param contains a part of what must be answered
 * @param outputs contents of the files that must be there after the answer, by path
 * @param creates files that must be there after the answer, whatever is in them
 * @param started a file that the work creates when it has begun; empty if it creates none
 */
record RequestTemplate(
    List<String> arguments,
    Map<String, String> inputs,
    String exitCode,
    @Nullable String output,
    String contains,
    Map<String, String> outputs,
    List<String> creates,
    String started) {
  static final String NONZERO = "nonzero";

  RequestTemplate {
    arguments = List.copyOf(arguments);
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
    creates = List.copyOf(creates);
  }
}
