package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.KitSettings;
import dev.perdure.worker.testing.conformance.worker.TestedWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks any worker against what clients of the protocol do. Immutable and thread-safe; each
 * setting returns another kit.
 *
 * <pre>{@code
 * ConformanceReport report = ConformanceKit.of(WorkerUnderTest.read(Path.of("worker.json"))).check();
 * assertThat(report.failures()).as(report.table()).isEmpty();
 * }</pre>
 */
public final class ConformanceKit {
  private final WorkerUnderTest worker;
  private final KitSettings settings;

  private ConformanceKit(WorkerUnderTest worker, KitSettings settings) {
    this.worker = worker;
    this.settings = settings;
  }

  /** A kit that runs all checks on {@code worker}. */
  public static ConformanceKit of(WorkerUnderTest worker) {
    return new ConformanceKit(worker, KitSettings.DEFAULT);
  }

  /** All checks, in their order. */
  public static List<CheckDescription> checks() {
    return Checks.ALL.stream().map(CheckDescription::of).toList();
  }

  /**
   * Runs only the named checks.
   *
   * @throws IllegalArgumentException if there is no check with such a name
   */
  public ConformanceKit only(Set<String> ids) {
    Set<String> unknown = new TreeSet<>(ids);
    checks().forEach(check -> unknown.remove(check.id()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no check has the name " + String.join(", ", unknown));
    }
    return new ConformanceKit(worker, settings.only(ids));
  }

  /**
   * Sets how long the worker may take to answer and to end; by default, 10 seconds.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ConformanceKit patience(Duration patience) {
    return new ConformanceKit(worker, settings.patience(patience));
  }

  /**
   * Sets how many requests are sent to look for a leak; by default, 10,000. If the worker is still
   * growing after that, up to three times as many are sent.
   *
   * @throws IllegalArgumentException if it is below 100
   */
  public ConformanceKit leakRequests(int requests) {
    return new ConformanceKit(worker, settings.leakRequests(requests));
  }

  /**
   * Checks what that client does; by default, what Bazel 8 does. Checks of what it never does are
   * left out, and checks of what it does differently from Bazel are added.
   *
   * @throws IllegalArgumentException if the worker speaks none of the client's protocols
   */
  public ConformanceKit client(Client client) {
    List<Protocol> common =
        worker.protocols().stream().filter(client.protocols()::contains).toList();
    if (common.isEmpty()) {
      throw new IllegalArgumentException(
          client.program() + " speaks none of the worker's protocols: " + worker.protocols());
    }
    Set<Capability> usable = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      if (worker.supports(capability) && capability.need().concerns(client)) {
        usable.add(capability);
      }
    }
    return new ConformanceKit(worker.protocols(common).supporting(usable), settings.client(client));
  }

  /** Runs the checks. */
  public ConformanceReport check() {
    return check(ConformanceListener.none());
  }

  /**
   * Runs the checks, and reports progress to {@code listener}. Each check has its own worker
   * process in a new directory; no process or directory is left. If the worker can't be started, or
   * if in its first check it answers nothing that a client can read, the other checks in that
   * protocol are skipped, because all of them would fail for the same reason.
   */
  public ConformanceReport check(ConformanceListener listener) {
    TestedWorker tested = worker.tested();
    List<CheckRun> runs = runs(tested);
    List<CheckResult> results = new ArrayList<>();
    Map<Protocol, String> dead = new EnumMap<>(Protocol.class);
    for (CheckRun run : runs) {
      listener.started(
          CheckDescription.of(run.check()), run.protocol(), results.size() + 1, runs.size());
      String earlier = dead.get(run.protocol());
      CheckResult result = earlier == null ? run.result(tested, settings) : run.untried(earlier);
      if (run.showsADeadWorker(result)) {
        dead.put(run.protocol(), result.id());
      }
      results.add(result);
      listener.finished(result);
    }
    return new ConformanceReport(worker.name(), results);
  }

  private List<CheckRun> runs(TestedWorker tested) {
    List<CheckRun> runs = new ArrayList<>();
    for (Protocol protocol : tested.protocols()) {
      for (Check check : Checks.ALL) {
        CheckDefinition about = check.definition();
        if (settings.selects(about.id())
            && about.needs().stream()
                .allMatch(need -> need.concerns(tested, protocol, settings.client()))) {
          runs.add(new CheckRun(check, protocol));
        }
      }
    }
    return runs;
  }
}
