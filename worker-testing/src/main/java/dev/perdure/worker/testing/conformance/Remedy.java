package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.conformance.request.FirstAnswer;
import dev.perdure.worker.testing.conformance.trial.Check;

/** How to fix what went wrong, which is not always what the check is about. */
final class Remedy {
  private Remedy() {}

  static String of(Check check, Symptom symptom) {
    boolean first = check instanceof FirstAnswer;
    boolean aboutTheEnd = check.definition().facts().contains("F18");
    String own = check.definition().remedy();
    return switch (symptom) {
      case NOT_STARTED ->
          "Name a program that can be started: by its path, with {here} for the folder of the"
              + " worker's file.";
      case ENDED_EARLY ->
          first
              ? "Start it by hand with --persistent_worker, and fix what it prints. It must read"
                  + " requests until its input ends."
              : own;
      case FOREIGN_BYTES ->
          "Write only answers to standard output. Greetings and messages of the worker belong on"
              + " standard error, and what the tool prints in the output of its answer.";
      case WRONG_ANSWER ->
          first
              ? "Do the same with the tool itself. If the result is the same, correct what the"
                  + " worker's file expects; else correct the worker."
              : own;
      case CANCELLED_UNASKED -> "Answer with was_cancelled only if the request was cancelled.";
      case LEFT_RUNNING ->
          aboutTheEnd
              ? own
              : "End all child processes of the work when it has ended, and at the latest when the"
                  + " worker ends.";
      case NOT_ENDING ->
          aboutTheEnd
              ? own
              : "End the worker when its standard input ends, whatever other threads are doing.";
      default -> own;
    };
  }
}
