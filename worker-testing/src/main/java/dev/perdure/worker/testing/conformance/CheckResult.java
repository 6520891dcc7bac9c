package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import java.time.Duration;
import java.util.List;

/**
 * What came of one check in one protocol.
 *
 * @param id the check's name, stable
 * @param protocol which the client spoke
 * @param facts the F-numbers of the protocol page that the check stands on
 * @param title what the check claims of the worker
 * @param outcome whether the claim holds
 * @param sent what the client did
 * @param came what the worker did; the reason, if the check was skipped; empty if it passed
 * @param consequence what Bazel would do with it; empty unless the check failed
 * @param remedy how to mend the worker; empty unless the check failed
 * @param detail the whole failure with the tail of the worker's log; empty unless the check failed
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

  /** Whether what a check claims is so. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** It could not be tried: the worker doesn't claim it, or its file has no such request. */
    SKIPPED
  }
}
