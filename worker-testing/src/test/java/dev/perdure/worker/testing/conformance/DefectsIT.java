package dev.perdure.worker.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.fixture.Defect;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  // Megabytes, thousands and moments that are chance: not for each defect.
  private static final Set<String> HEAVY =
      Set.of("answers-limited", "cancel-any-moment", "large-output", "leak", "many-inputs");
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

  /** Of the singleplex loop, which loses what it read too much. */
  private static final Defect OF_SINGLEPLEX = Defect.SECOND_MESSAGE_LOST;

  private static final Map<Defect, Finding> FINDINGS = new EnumMap<>(Defect.class);

  static {
    finding(
        Defect.CANCEL_RUNS_AS_REQUEST,
        Protocol.JSON,
        "cancel-after",
        "cancel-at-once",
        "cancel-during",
        "cancel-unknown");
    finding(
        Defect.SHARED_BUFFER,
        Protocol.PROTO,
        "error-flood",
        "large-output",
        "leak",
        "own-output",
        "prints-into-answer");
    finding(Defect.SNEAKY_EXCEPTION_UNANSWERED, Protocol.PROTO, "failures");
    finding(Defect.FAILED_WRITE_UNNOTICED, Protocol.PROTO, "answers-unread");
    finding(Defect.ERROR_KILLS_ALL, Protocol.PROTO, "failures");
    finding(Defect.EXIT_KILLS_ALL, Protocol.PROTO, "failures");
    finding(Defect.OUT_OF_MEMORY_SWALLOWED, Protocol.PROTO, "failures");
    finding(Defect.THREAD_PER_REQUEST, Protocol.PROTO, "threads-bounded");
    finding(Defect.DUPLICATE_ID_CRASHES, Protocol.PROTO, "duplicate-id");
    finding(Defect.CUT_SHORT_RUNS, Protocol.PROTO, "cut-short");
    finding(Defect.NEGATIVE_LENGTH_RUNS, Protocol.PROTO, "negative-length");
    finding(Defect.FINISHED_WORK_LOST, Protocol.PROTO, "stubborn-keeps-result");
    finding(
        Defect.INTERRUPT_LEFT_OVER,
        Protocol.PROTO,
        "cancel-at-once",
        "cancel-during",
        "cancel-sandboxed",
        "cancel-then-work",
        "duplicate-id");
    finding(Defect.END_PRINTS_TRACE, Protocol.JSON, "clean-end");
    finding(Defect.ID_BEYOND_INT_TRACES, Protocol.JSON, "id-beyond-int");
    finding(Defect.NULL_ARGUMENTS_END, Protocol.JSON, "json-nulls");
    finding(Defect.SNAKE_CASE_IGNORED, Protocol.JSON, "json-snake-case");
    finding(Defect.DIGESTS_STAY_BASE64, Protocol.JSON, "digests-as-text");
    finding(Defect.ORPHANED_BY_WORK, Protocol.PROTO, "client-killed", "end-of-input-busy");
    finding(Defect.DEFAULT_CHARSET, Protocol.PROTO, "non-ascii");
    finding(Defect.OUTPUT_KEPT_FOR_EVER, Protocol.PROTO, "leak");
    finding(Defect.ONE_SHOT_EXITS_ZERO, Protocol.PROTO, "one-shot-parity");
    finding(Defect.ID_ZERO_FORGOTTEN_LATE, Protocol.PROTO, "back-to-back", "id-zero");
    finding(Defect.CANCEL_STALLS_READER, Protocol.PROTO, "stubborn-stalls-nobody");
    finding(Defect.EXIT_32_RETRIED, Protocol.PROTO, "exit-codes");
    finding(Defect.SECOND_MESSAGE_LOST, Protocol.PROTO, "two-in-one-write");
    finding(Defect.SPLIT_LENGTH_CRASHES, Protocol.PROTO, "split-anywhere");
    finding(
        Defect.PRINTS_TO_WIRE,
        Protocol.PROTO,
        "digests-as-text",
        "error-flood",
        "large-output",
        "leak",
        "non-ascii",
        "own-output",
        "prints-into-answer",
        "special-characters");
    finding(
        Defect.SANDBOX_IGNORED, Protocol.PROTO, "cancel-sandboxed", "sandbox", "sandboxes-at-once");
    finding(
        Defect.CHILDREN_LEFT,
        Protocol.PROTO,
        "client-killed",
        "end-of-input-busy",
        "input-and-sigterm-busy",
        "sigterm-busy",
        "sigterm-twice-busy");
    finding(Defect.NEWLINE_AWAITED, Protocol.JSON, "no-newline");
    finding(Defect.BRACE_IS_JSON, Protocol.PROTO, "frame-like-json");
    finding(Defect.CANCEL_CLOSES_KEPT, Protocol.PROTO, "cancel-any-moment");
    finding(Defect.FLAGFILE_LEFT_UNREAD, Client.BUILDFARM, "flagfile-left");
    finding(Defect.LABEL_READ_AS_FILE, Client.BUILDFARM, "label-kept");
    finding(Defect.SANDBOX_TAKEN_AS_RELATIVE, Client.NATIVELINK, "sandbox-absolute");
    finding(Defect.FILE_KEPT_IN_ROOT, Client.BUILDBARN, "root-swapped");
    finding(Defect.KEPT_BY_NO_DIGEST, Client.NATIVELINK, "digests-absent");
    finding(Defect.DIGESTS_DECODED, Client.BUILDBUDDY, "digests-as-messages");
    finding(Defect.SUCCESS_LOGGED, Client.BUILDFARM, "quiet-success");
    finding(Defect.ANSWER_UNLIMITED, Client.NATIVELINK, "answers-limited");
  }

  private static void finding(Defect defect, Protocol protocol, String... checks) {
    finding(defect, protocol, Client.BAZEL_8, checks);
  }

  private static void finding(Defect defect, Client client, String... checks) {
    finding(defect, Protocol.PROTO, client, checks);
  }

  private static void finding(Defect defect, Protocol protocol, Client client, String... checks) {
    FINDINGS.put(defect, new Finding(protocol, client, new TreeSet<>(List.of(checks))));
  }

  /** It is one of those that the group has; no other of the group's checks finds it. */
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
    Finding finding = FINDINGS.get(defect);
    Group group =
        groups().stream().filter(it -> it.defects().contains(defect)).findAny().orElseThrow();
    Set<String> checks = new TreeSet<>(group.checks());
    checks.removeAll(HEAVY);
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

  /** A worker with all defects of a group passes the checks that are about none of them. */
  @ParameterizedTest
  @MethodSource("groups")
  void defects_areFoundByNoOtherCheck(Group group) throws Exception {
    Set<String> others = new TreeSet<>();
    ConformanceKit.checks().forEach(it -> others.add(it.id()));
    others.removeAll(HEAVY);
    others.removeAll(group.checks());

    ConformanceReport report =
        kit(group.protocol(), group.client(), group.defects().toArray(Defect[]::new))
            .only(others)
            .check();

    assertThat(failed(report)).as(report.table()).isEmpty();
  }

  static List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    FINDINGS.forEach(
        (defect, finding) -> {
          Group group =
              groups.stream()
                  .filter(it -> it.takes(defect, finding))
                  .findAny()
                  .orElseGet(
                      () -> new Group(finding.protocol(), finding.client(), new TreeSet<>()));
          group.defects().add(defect);
          if (!groups.contains(group)) {
            groups.add(group);
          }
        });
    return groups;
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
    return List.of(defects).contains(OF_SINGLEPLEX)
        ? worker.supporting(Set.of(Capability.ONE_SHOT))
        : worker;
  }

  private static Set<String> failed(ConformanceReport report) {
    return report.failures().stream()
        .map(CheckResult::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Which checks fail in which protocol under which client. */
  private record Finding(Protocol protocol, Client client, Set<String> checks) {}

  /** Defects that one worker can have at once, to start fewer of them. */
  record Group(Protocol protocol, Client client, Set<Defect> defects) {
    private static final int SIZE = 5;

    private boolean takes(Defect defect, Finding finding) {
      return defects.size() < SIZE
          && protocol == finding.protocol()
          && client == finding.client()
          && defect != OF_SINGLEPLEX
          && !defects.contains(OF_SINGLEPLEX);
    }

    /** Those that find one of them. */
    Set<String> checks() {
      Set<String> checks = new TreeSet<>();
      defects.forEach(it -> checks.addAll(FINDINGS.get(it).checks()));
      return checks;
    }
  }
}
