package dev.perdure.worker.testing;

/**
 * What is wrong with a worker, as seen by the client, and what Bazel does then.
 *
 * <p>The F-numbers are those of the documentation's page on the protocol.
 */
public enum Symptom {
  NOT_STARTED("Bazel fails the action: the worker could not be started."),
  FOREIGN_BYTES(
      "Bazel fails the build: it takes the bytes for an answer, can't read it, and shows the tail of"
          + " the worker's log (F15)."),
  ANSWER_CUT_SHORT("Bazel fails the action: the answer can't be read (F10, F15)."),
  ANSWER_MISSING(
      "The action hangs: Bazel waits for the answer for ever, until the person interrupts the build"
          + " (F12)."),
  ANSWER_TWICE(
      "A singleplex client takes the second answer for that to the next request, and every later"
          + " one for its neighbour's; a multiplex client swallows it (F12)."),
  ANSWER_TO_NOTHING("Bazel drops the answer, and the action that it was for hangs for ever (F12)."),
  CANCELLED_UNASKED("Bazel fails the build: nobody cancelled that request (F14)."),
  ENDED_EARLY(
      "Bazel fails the action, and every other one that this worker was busy with: it \"did not"
          + " return a WorkResponse\" (F10)."),
  NOT_READING("The action hangs: Bazel can't even write the request."),
  NOT_ENDING(
      "The person's Ctrl-C, and the end of the Bazel server, wait until the worker is gone: nothing"
          + " kills it harder (F18)."),
  LEFT_RUNNING(
      "What was left behind runs on after the build: it takes memory, and may write into the outputs"
          + " of the next one (F18, F19)."),
  WRONG_ANSWER(
      "Bazel believes it: a success stands in the caches, with the wrong outputs or warnings, and a"
          + " failure fails the build."),
  WORK_LOST("The work is done again, by another worker or remotely, though it was finished (F17)."),
  BROKEN_REQUEST_RUN(
      "After a client that was killed, or on a broken connection, the tool runs with arguments that"
          + " nobody meant, and writes outputs (F18)."),
  NO_DIAGNOSIS(
      "Bazel shows only the last 4,096 characters of the worker's log; nobody learns from them what"
          + " was wrong (F15)."),
  CANCEL_IGNORED(
      "With dynamic execution and after Ctrl-C, Bazel waits until the work that nobody wants has run"
          + " to its end (F17)."),
  NOT_CONCURRENT(
      "Bazel sends up to 8 requests at once (F4); each waits for those before it, so the build is as"
          + " slow as with one worker."),
  SANDBOX_LEFT(
      "With --worker_sandboxing or multiplex sandboxing Bazel looks for the outputs below the sandbox"
          + " directory: they are missing or those of another action, and builds are not hermetic"
          + " (F9)."),
  NOT_AS_ONE_SHOT(
      "The action has another result when it doesn't run in a worker: with another --strategy, in"
          + " dynamic execution, or remotely, and both results share one cache entry."),
  MEMORY_GROWS(
      "The worker grows until the machine is short of memory, or Bazel kills it over its limit (F19),"
          + " and the build with it."),
  THREADS_GROW(
      "Bazel may be told to send any number at once, and remote executors do; each request takes a"
          + " thread and its stack."),
  CACHE_KEYS_DIFFER(
      "Nothing fails; but what the worker caches by digest is not found again when the protocol"
          + " changes (F7)."),
  ANSWER_TOO_LARGE(
      "Bazel reads an answer of any size; some remote executors end the worker and fail the action."),
  ERRORS_IN_RESULT(
      "Bazel shows it only when the worker fails; for Buildfarm it is output of the action, and stays"
          + " in its cache entry."),
  CLIENT_INTERRUPTED("Nothing: the client itself was interrupted.");

  private final String underBazel;

  Symptom(String underBazel) {
    this.underBazel = underBazel;
  }

  /** What Bazel would do with it, in a sentence or two. */
  public String underBazel() {
    return underBazel;
  }
}
