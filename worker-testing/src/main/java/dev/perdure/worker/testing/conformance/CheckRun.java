package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import dev.perdure.worker.testing.conformance.request.FirstAnswer;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.KitSettings;
import dev.perdure.worker.testing.conformance.trial.SkippedException;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import dev.perdure.worker.testing.conformance.worker.TestedWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A check in a protocol, and its result.
 *
 * @param check the check to run
 * @param protocol the protocol that the client uses
 */
record CheckRun(Check check, Protocol protocol) {
  private static final int LAST_LINES = 10;

  /** The symptoms, in the first check, of a worker that can pass no other check. */
  private static final Set<Symptom> DEAD =
      EnumSet.of(
          Symptom.ENDED_EARLY,
          Symptom.FOREIGN_BYTES,
          Symptom.ANSWER_CUT_SHORT,
          Symptom.ANSWER_MISSING,
          Symptom.NOT_READING);

  CheckResult result(TestedWorker worker, KitSettings settings) {
    String missing = missing(worker);
    if (!missing.isEmpty()) {
      return result(Outcome.SKIPPED, "", missing, Duration.ZERO);
    }
    long start = System.nanoTime();
    Trial trial = new Trial(worker, protocol, settings);
    try {
      return tried(trial, start);
    } finally {
      trial.deleteDirectory();
    }
  }

  /** The result if an earlier check has shown that the worker can pass none. */
  CheckResult untried(String earlier) {
    return result(
        Outcome.SKIPPED, "", "not tried: it would fail as " + earlier + " did", Duration.ZERO);
  }

  /** Whether the result shows a worker that fails all other checks for the same reason. */
  boolean showsADeadWorker(CheckResult result) {
    if (result.outcome() != Outcome.FAILED) {
      return false;
    }
    return result.consequence().equals(Symptom.NOT_STARTED.underBazel())
        || (check instanceof FirstAnswer
            && DEAD.stream()
                .anyMatch(symptom -> symptom.underBazel().equals(result.consequence())));
  }

  private CheckResult tried(Trial trial, long start) {
    try (trial) {
      check.run(trial);
    } catch (SkippedException e) {
      return result(Outcome.SKIPPED, "", e.reason(), since(start));
    } catch (CheckFailure e) {
      return failed(trial, e.symptom(), e.came(), e.came() + trial.logs(), start);
    } catch (WorkerFailure e) {
      return failed(trial, e.symptom(), e.problem(), String.valueOf(e.getMessage()), start);
    } catch (IOException e) {
      throw new UncheckedIOException("the kit failed in check " + id(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(trial, Symptom.CLIENT_INTERRUPTED, "interrupted", e.toString(), start);
    } catch (Exception e) {
      throw new IllegalStateException("the kit failed in check " + id(), e);
    }
    return result(Outcome.PASSED, trial.sent(), "", since(start));
  }

  private String missing(TestedWorker worker) {
    CheckDefinition about = check.definition();
    for (Need need : about.needs()) {
      String missing = need.missing(worker, protocol);
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    for (Role role : about.roles()) {
      if (worker.requests(role).isEmpty()) {
        return "the worker's file has no request \"" + role.word() + "\"";
      }
    }
    return "";
  }

  private CheckResult failed(Trial trial, Symptom symptom, String came, String detail, long start) {
    String all = symptom == Symptom.ENDED_EARLY ? came + lastWords(trial) : came;
    return result(
        Outcome.FAILED,
        trial.sent(),
        all,
        symptom.underBazel(),
        Remedy.of(check, symptom),
        detail,
        since(start));
  }

  /** The last lines that the worker printed, which mostly say why it has ended. */
  private static String lastWords(Trial trial) {
    List<String> lines = trial.lastLog().lines().toList();
    String last =
        String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    return last.isEmpty() ? "; its log is empty" : "; the end of its log:\n" + last;
  }

  private CheckResult result(Outcome outcome, String sent, String came, Duration time) {
    return result(outcome, sent, came, "", "", "", time);
  }

  private CheckResult result(
      Outcome outcome,
      String sent,
      String came,
      String consequence,
      String remedy,
      String detail,
      Duration time) {
    CheckDefinition about = check.definition();
    return new CheckResult(
        about.id(),
        protocol,
        about.facts(),
        about.title(),
        outcome,
        sent,
        came,
        consequence,
        remedy,
        detail,
        time);
  }

  private String id() {
    return check.definition().id();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
