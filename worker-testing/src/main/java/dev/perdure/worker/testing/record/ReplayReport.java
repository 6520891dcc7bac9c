package dev.perdure.worker.testing.record;

import java.util.List;

/**
 * What came out of a {@link Replay}.
 *
 * @param requests how many were sent, cancellations not counted
 * @param equalAnswers how many were answered as in the recording
 * @param cancelled how many answers were not compared, as a cancellation raced with the work
 * @param differences each answer that is missing or another, one sentence each
 * @param equalOutputs how many files are byte for byte those in the recording's directory
 * @param otherOutputs each file that is not, one sentence each
 * @param newOutputs files that the recording's directory does not have
 * @param recordedMicros from the worker's start to the last answer, in the recording
 * @param micros the same, now
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

  /** True if all answers and all files are as in the recording. */
  public boolean isEqual() {
    return differences.isEmpty() && otherOutputs.isEmpty();
  }
}
