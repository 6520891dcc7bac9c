package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import java.time.Duration;
import java.util.List;

/**
 * The result of one check in one protocol.
 *
 * @param id the check's name, stable
 * @param protocol the protocol that the client used
 * @param facts the F-numbers of the protocol page that the check is based on
 * @param title what the check expects of a worker, as a statement
 * @param outcome whether the statement is true
 * @param sent what the client did
 * @param came what the worker did; the reason, if the check was skipped; empty if it passed
 * @param consequence what Bazel would do with it; empty unless the check failed
 * @param remedy how to fix the worker; empty unless the check failed
 * @param detail the whole failure, with the end of the worker's log; empty unless the check failed
 * @param time how long it took
 */
public record CheckResult(
    String id,
    Protocol protocol,
    List<String> facts,
    String title,
    Outcome outcome,
    String sent,
    String came,
    String consequence,
    String remedy,
    String detail,
    Duration time) {
  /** Copies the list. */
  public CheckResult {
    facts = List.copyOf(facts);
  }

  /** Whether the statement of a check is true. */
  public enum Outcome {
    PASSED,
    FAILED,
    /**
     * It could not be run: the worker does not claim to support this, or its file has no such
     * request.
     */
    SKIPPED
  }
}
