package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A check in a protocol, and how its result is made.
 *
 * @param check what is tried
 * @param protocol which the client speaks
 */
record CheckRun(Check check, Protocol protocol) {
  CheckResult result(WorkerUnderTest worker, KitSettings settings) {
    String missing = missing(worker);
    if (!missing.isEmpty()) {
      return result(Outcome.SKIPPED, "", missing, "", "", Duration.ZERO);
    }
    long start = System.nanoTime();
    Trial trial = new Trial(worker, protocol, settings);
    try {
      return tried(trial, start);
    } finally {
      trial.deleteDirectory();
    }
  }

  private CheckResult tried(Trial trial, long start) {
    try (trial) {
      check.run(trial);
    } catch (SkippedException e) {
      return result(Outcome.SKIPPED, "", e.reason(), "", "", since(start));
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
    return result(Outcome.PASSED, trial.sent(), "", "", "", since(start));
  }

  private String missing(WorkerUnderTest worker) {
    CheckDescription about = check.description();
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
    return result(Outcome.FAILED, trial.sent(), came, symptom.underBazel(), detail, since(start));
  }

  private CheckResult result(
      Outcome outcome, String sent, String came, String consequence, String detail, Duration time) {
    CheckDescription about = check.description();
    String remedy = outcome == Outcome.FAILED ? about.remedy() : "";
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
    return check.description().id();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
