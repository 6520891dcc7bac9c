package dev.perdure.worker.testing.cli.replay;

import java.util.List;

/**
 * The result of a {@link Replay}.
 *
 * @param requests how many were sent, without cancellations
 * @param equalAnswers how many were answered as in the recording
 * @param cancelled how many answers were not compared because a cancellation raced with the work
 * @param differences each answer that is missing or different, one sentence each
 * @param equalOutputs how many files are identical to those in the recording's directory
 * @param otherOutputs each file that is different, one sentence each
 * @param newOutputs files that the recording's directory does not have
 * @param recordedMicros the microseconds from the worker's start to the last answer in the
 *     recording
 * @param micros the same for this replay
 */
public record ReplayReport(
    int requests,
    int equalAnswers,
    int cancelled,
    List<String> differences,
    int equalOutputs,
    List<String> otherOutputs,
    List<String> newOutputs,
    long recordedMicros,
    long micros) {
  /** Copies the lists. */
  public ReplayReport {
    differences = List.copyOf(differences);
    otherOutputs = List.copyOf(otherOutputs);
    newOutputs = List.copyOf(newOutputs);
  }

  /** Whether all answers and all files are as in the recording. */
  public boolean isEqual() {
    return differences.isEmpty() && otherOutputs.isEmpty();
  }
}
