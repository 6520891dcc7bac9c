package dev.perdure.worker.testing.conformance;

/** What Bazel escapes in JSON, and what needs an escape in an answer. */
final class SpecialCharacters implements Check {
  @Override
  public CheckDescription description() {
    return CheckDescription.of(
            "special-characters", "arguments with = ' < > & \" \\ arrive and come back", "F5")
        .roles(Role.PRINT)
        .remedy(
            "Read \\u003d and its like in JSON strings, and escape quotes, backslashes and control"
                + " characters in answers.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.PRINT, "text", "a=b 'c' <d> & \"e\" \\f / g\th");
    trial.sends("a request whose work prints " + Job.shown(job.contains()));
    trial.work(trial.start(), job);
  }
}
