package dev.perdure.worker.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.fixture.Defect;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both directions: the kit finds each defect, by the checks that are about it, and nothing else.
 */
@Execution(ExecutionMode.CONCURRENT)
class DefectsIT {
  // Is waited for by each check that finds a hang.
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> OF_REMOTE_EXECUTORS =
      Set.of(
          "first-answer",
          "flagfile-left",
          "label-kept",
          "sandbox-absolute",
          "root-swapped",
          "digests-absent",
          "digests-as-messages",
          "quiet-success",
          "answers-limited");
  private static final Set<String> OF_CANCELS =
      Set.of("cancel-during", "stubborn-keeps-result", "stubborn-stalls-nobody");

  /** Alone; the checks that find others of its group do not find it. */
  @ParameterizedTest
  @EnumSource(names = "OUTPUT_KEPT_FOR_EVER", mode = EnumSource.Mode.EXCLUDE)
  void defect_isFoundByItsChecks(Defect defect) throws Exception {
    found(defect);
  }

  @Test
  void growthUntilTheWorkerDies_isNamedAsGrowth() throws Exception {
    ConformanceReport report = found(Defect.OUTPUT_KEPT_FOR_EVER);

    assertThat(report.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.came()).contains("MiB resident: [", "], then: "));
  }

  private static ConformanceReport found(Defect defect) throws Exception {
    DefectFinding finding = DefectFinding.of(defect);
    Set<String> checks = DefectGroup.of(defect).quickChecks();
    checks.addAll(finding.checks());
    ConformanceReport report =
        kit(finding.protocol(), finding.client(), defect).only(checks).check();
    assertThat(failed(report)).as(report.table()).isEqualTo(finding.checks());
    assertThat(report.failures())
        .allSatisfy(
            failure -> {
              assertThat(failure.sent()).isNotEmpty();
              assertThat(failure.came()).isNotEmpty();
              assertThat(failure.consequence()).isNotEmpty();
              assertThat(failure.remedy()).isNotEmpty();
            });
    return report;
  }

  /** All of a group in one worker: none hides another, and no other check fails. */
  @ParameterizedTest
  @MethodSource("dev.perdure.worker.testing.conformance.DefectGroup#all")
  void defects_areFoundByTheirChecksAndNoOther(DefectGroup group) throws Exception {
    Set<String> checks = new TreeSet<>();
    ConformanceKit.checks().forEach(it -> checks.add(it.id()));
    checks.removeAll(DefectGroup.HEAVY);

    ConformanceReport report =
        kit(group.protocol(), group.client(), group.defects().toArray(Defect[]::new))
            .only(checks)
            .check();

    assertThat(failed(report)).as(report.table()).isEqualTo(group.quickChecks());
  }

  @ParameterizedTest
  @EnumSource
  void workerWithoutDefect_passesAllChecks(Protocol protocol) throws Exception {
    ConformanceReport report =
        kit(protocol, Client.BAZEL_8).patience(Duration.ofSeconds(20)).check();

    assertThat(report.results())
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(report.table())
                    .isEqualTo(CheckResult.Outcome.PASSED));
  }

  /** The kit is used in programs that compute on this pool. */
  @Test
  void blockedCommonPool_failsNoCheck() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    ForkJoinPool pool = ForkJoinPool.commonPool();
    for (int i = 0; i <= pool.getParallelism(); i++) {
      pool.execute(() -> await(done));
    }
    ConformanceReport report;
    try {
      ConformanceKit kit = ConformanceKit.of(worker(Protocol.PROTO));
      report = kit.only(Set.of("one-shot-parity")).check();
    } finally {
      done.countDown();
    }
    assertThat(failed(report)).as(report.table()).isEmpty();
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BUILDFARM", "BUILDBUDDY", "NATIVELINK", "BUILDBARN"})
  void workerWithoutDefect_passesTheChecksOfEachRemoteExecutor(Client client) throws Exception {
    ConformanceReport report =
        ConformanceKit.of(worker(Protocol.PROTO))
            .client(client)
            .patience(Duration.ofSeconds(20))
            .only(OF_REMOTE_EXECUTORS)
            .check();

    assertThat(report.results())
        .isNotEmpty()
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(report.table())
                    .isEqualTo(CheckResult.Outcome.PASSED));
  }

  @Test
  void textInAnErrorsMessage_isAPrint() {
    // As of a compiler: one request repeats a part of a file, another an argument.
    ConformanceReport report =
        check(
            """
            "print": [{"arguments": ["print", "a.src:1: warning: old"], "inputs": {"a.src": "{text}"},
                       "contains": "warning"},
                      {"arguments": ["print", "error: {text}?"], "contains": "{text}"}]
            """,
            Set.of("prints-into-answer", "special-characters"));

    assertThat(report.results())
        .hasSize(2)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(report.table())
                    .isEqualTo(CheckResult.Outcome.PASSED));
  }

  @Test
  void toolThatCreatesNoStartFile_isCancelledAfterATime() {
    // The kit doesn't look at the files that this tool makes, and so leaves them.
    String requests =
        """
        "slow": [{"arguments": ["slow", "out-{n}"], "startedAfter": "2s"}],
        "stubborn": [{"arguments": ["stubborn", "begun-{n}", "done-{n}"], "startedAfter": "2s",
                      "creates": ["done-{n}"]}]
        """;
    ConformanceReport good = check(requests, OF_CANCELS);
    assertThat(good.results())
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(good.table())
                    .isEqualTo(CheckResult.Outcome.PASSED));

    ConformanceReport bad = check(requests, OF_CANCELS, Defect.FINISHED_WORK_LOST);
    assertThat(failed(bad)).as(bad.table()).containsExactly("stubborn-keeps-result");
  }

  @Test
  void workThatEndsBeforeItsTime_saysNothingAboutCancels() {
    ConformanceReport report =
        check(
            """
            "slow": [{"arguments": ["copy", "out-{n}", "in"], "inputs": {"in": ""},
                      "startedAfter": "3s", "creates": ["out-{n}"]}]
            """,
            OF_CANCELS);

    assertThat(report.results())
        .filteredOn(result -> result.id().equals("cancel-during"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.outcome()).isEqualTo(CheckResult.Outcome.SKIPPED);
              assertThat(result.came()).contains("ended within PT3S: it must take longer");
            });
  }

  private static ConformanceReport check(String requests, Set<String> only, Defect... defects) {
    WorkerUnderTest worker =
        WorkerFile.parse(
                """
                {"command": ["w"], "supports": ["multiplex", "cancel"], "protocols": ["json"],
                 "requests": {
                   "work": [{"arguments": ["print", "{n}"], "output": "{n}"}],
                """
                    + requests
                    + "}}",
                "w.json",
                Path.of("/"))
            .command(DefectiveCommand.of(defects));
    return ConformanceKit.of(worker).patience(Duration.ofSeconds(20)).only(only).check();
  }

  private static ConformanceKit kit(Protocol protocol, Client client, Defect... defects)
      throws Exception {
    return ConformanceKit.of(worker(protocol, defects)).client(client).patience(PATIENCE);
  }

  private static WorkerUnderTest worker(Protocol protocol, Defect... defects) throws Exception {
    WorkerUnderTest worker =
        WorkerUnderTest.read(Path.of(DefectsIT.class.getResource("defective.json").toURI()))
            .command(DefectiveCommand.of(defects))
            .protocols(Set.of(protocol));
    // It is the singleplex loop that loses what it read too much.
    return List.of(defects).contains(Defect.SECOND_MESSAGE_LOST)
        ? worker.supporting(Set.of(Capability.ONE_SHOT))
        : worker;
  }

  private static Set<String> failed(ConformanceReport report) {
    return report.failures().stream()
        .map(CheckResult::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
