package dev.perdure.worker.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.util.List;

/**
 * A request to {@link OfficialApiWorker}, and how the official library answers it: what it does
 * right, the bridge must do the same.
 *
 * @param output the whole output, or its beginning if it ends in an ellipsis, as before a stack
 *     trace
 */
record Exchange(List<String> arguments, int exitCode, String output) {
  private static final String ELLIPSIS = "\u2026";

  /** What the official library answers, one after the other. */
  static final List<Exchange> CONVERSATION =
      List.of(
          of(0, "hello", "print", "hello"),
          of(0, "Gr\u00fcn \u2192 \ud83c\udf0d", "print", "Gr\u00fcn \u2192 \ud83c\udf0d"),
          of(0, "two\nlines\n", "print", "two\nlines\n"),
          of(0, "", "print", ""),
          of(
              0,
              "[arguments, @@esc, @repo//x:y, @no-file, , a=b]",
              "arguments",
              "@@esc",
              "@repo//x:y",
              "@no-file",
              "",
              "a=b"),
          of(3, "", "return", "3"),
          of(256, "", "return", "256"),
          of(-1, "", "return", "-1"),
          of(2, "unknown: [what]", "what"),
          of(1, "java.lang.IllegalStateException: on purpose" + ELLIPSIS, "throw"),
          of(0, "after the failure", "print", "after the failure"));

  private static Exchange of(int exitCode, String output, String... arguments) {
    return new Exchange(List.of(arguments), exitCode, output);
  }

  /** Has {@code worker} answer it. */
  void check(WorkerHarness worker) {
    WorkResponse response = worker.work(arguments.toArray(String[]::new));
    assertThat(response.exitCode()).as(response.output()).isEqualTo(exitCode);
    assertThat(response.wasCancelled()).isFalse();
    if (output.endsWith(ELLIPSIS)) {
      assertThat(response.output()).startsWith(output.substring(0, output.length() - 1));
    } else {
      assertThat(response.output()).isEqualTo(output);
    }
  }
}
