package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** What Bazel escapes in JSON, and what needs an escape in an answer. */
public final class SpecialCharacters implements Check {
  private static final String TEXT = "a=b 'c' <d> & \"e\" \\f / g\th";

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "special-characters", "arguments with = ' < > & \" \\ arrive and come back", "F5")
        .roles(Role.PRINT)
        .remedy(
            "Read \\u003d and its like in JSON strings, and escape quotes, backslashes and control"
                + " characters in answers.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job =
        trial.print(
            TEXT, String::contains, "no request \"print\" has {text} in one of its arguments");
    trial.sends("a request whose work prints " + Job.shown(TEXT));
    trial.work(trial.start(), job);
  }
}
