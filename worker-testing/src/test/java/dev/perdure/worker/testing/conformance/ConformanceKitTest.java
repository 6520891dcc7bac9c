package dev.perdure.worker.testing.conformance;

import static dev.perdure.worker.testing.conformance.Capability.ONE_SHOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceKitTest {
  private static final Pattern FACT = Pattern.compile("F([1-9]|1[0-9]|20)");

  @Test
  void descriptions_areComplete() {
    Set<String> ids = new HashSet<>();
    for (CheckDescription check : ConformanceKit.checks()) {
      assertThat(check.id()).matches("[a-z]+(-[a-z0-9]+)*");
      assertThat(ids.add(check.id())).as("%s is there once", check.id()).isTrue();
      assertThat(check.title()).as(check.id()).isNotEmpty().doesNotEndWith(".");
      assertThat(check.remedy()).as(check.id()).endsWith(".");
      assertThat(check.facts()).as(check.id()).allMatch(FACT.asMatchPredicate());
    }
  }

  @Test
  void unknownName_isRefused() {
    ConformanceKit kit = ConformanceKit.of(worker(List.of("true")));

    assertThatThrownBy(() -> kit.only(Set.of("first-answer", "second-answer")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no check has the name second-answer");
  }

  @Test
  void commandThatCannotBeStarted_failsItsCheck() {
    ConformanceReport report =
        ConformanceKit.of(worker(List.of("/nowhere/worker"))).only(Set.of("first-answer")).check();

    assertThat(report.failures()).hasSize(2);
    assertThat(report.failures().get(0).came()).contains("could not be started", "/nowhere/worker");
  }

  @Test
  void programThatIsMissing_failsOneCheckAndNamesTheRemedy() {
    assertDead(List.of("/nowhere/worker"), "could not be started", "by its path");
  }

  @Test
  void workerThatEndsAtOnce_failsOneCheckWithItsLastWords() {
    List<String> command = List.of("sh", "-c", "echo 'no such option: worker' >&2; exit 3");
    assertDead(command, "exit code 3", "no such option: worker", "--persistent_worker");
  }

  @Test
  void greetingOnStandardOutput_failsOneCheckWithTheAdviceForIt() {
    assertDead(
        List.of("sh", "-c", "echo Hello; exec cat >&2"), "Hello", "belong on standard error");
  }

  @Test
  void workerThatNeverAnswers_failsOneCheck() {
    ConformanceKit kit = ConformanceKit.of(worker(List.of("sh", "-c", "cat >&2")));

    assertDead(
        kit.patience(Duration.ofMillis(500)), "did not answer request 0", "write one answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"answers-unread", "one-shot-parity", "cut-short"})
  void programThatIsMissing_isToldByEachCheck(String check) {
    WorkerUnderTest worker = worker(List.of("/nowhere/worker")).supporting(Set.of(ONE_SHOT));

    ConformanceReport report = ConformanceKit.of(worker).only(Set.of(check, "clean-end")).check();

    assertThat(report.failures())
        .isNotEmpty()
        .allSatisfy(
            failure -> {
              assertThat(failure.came()).contains("could not be started", "/nowhere/worker");
              assertThat(failure.remedy()).contains("by its path");
            });
    assertThat(report.failures()).hasSize(2);
    assertThat(report.table()).contains("not tried: it would fail as");
  }

  /** Fails one check per protocol, and skips the others. */
  private static void assertDead(List<String> command, String... texts) {
    assertDead(ConformanceKit.of(worker(command)), texts);
  }

  private static void assertDead(ConformanceKit kit, String... texts) {
    ConformanceReport report = kit.check();

    assertThat(report.failures())
        .hasSize(2)
        .extracting(CheckResult::id)
        .containsOnly("first-answer");
    assertThat(report.table()).contains(texts);
    assertThat(report.count(CheckResult.Outcome.PASSED)).isZero();
    assertThat(report.results()).hasSizeGreaterThan(20);
  }

  @Test
  void listener_hearsEachCheckInOrder() {
    List<String> heard = new ArrayList<>();
    ConformanceListener listener =
        new ConformanceListener() {
          @Override
          public void started(CheckDescription check, Protocol protocol, int number, int total) {
            heard.add(check.id() + " in " + protocol + ", " + number + " of " + total);
          }

          @Override
          public void finished(CheckResult result) {
            heard.add(result.outcome().toString());
          }
        };
    ConformanceKit.of(worker(DefectiveCommand.of()))
        .patience(ChronoUnit.FOREVER.getDuration())
        .only(Set.of("first-answer", "id-zero"))
        .check(listener);

    assertThat(heard)
        .containsExactly(
            "first-answer in JSON, 1 of 4",
            "FAILED",
            "id-zero in JSON, 2 of 4",
            "SKIPPED",
            "first-answer in PROTO, 3 of 4",
            "FAILED",
            "id-zero in PROTO, 4 of 4",
            "SKIPPED");
  }

  @Test
  void textThatIsNoArgument_leavesTheCharactersOfArgumentsUnchecked() {
    WorkerUnderTest worker =
        WorkerFile.parse(
            """
            {
              "command": ["/nowhere/worker"],
              "requests": {"work": [{}], "print": [{"inputs": {"in": "{text}"}}]}
            }
            """,
            "w.json",
            Path.of("/"));

    ConformanceReport report = ConformanceKit.of(worker).only(Set.of("special-characters")).check();

    assertThat(report.results())
        .extracting(CheckResult::outcome)
        .containsOnly(CheckResult.Outcome.SKIPPED);
    assertThat(report.table()).contains("no request \"print\" has {text} in one of its arguments");
  }

  @Test
  void textThatIsAWordOfAShell_isATextInAnArgument() {
    WorkerUnderTest worker =
        WorkerFile.parse(
            """
            {
              "command": ["/nowhere/worker"],
              "requests": {"work": [{}], "print": [{"arguments": ["-X{shell:text}"]}]}
            }
            """,
            "w.json",
            Path.of("/"));

    ConformanceReport report = ConformanceKit.of(worker).only(Set.of("special-characters")).check();

    // It was tried, or it would not have failed.
    assertThat(report.failures()).hasSize(2);
  }

  private static WorkerUnderTest worker(List<String> command) {
    return WorkerFile.parse(
            "{\"command\":[\"w\"],\"requests\":{\"work\":[{}]}}", "w.json", Path.of("/"))
        .environment(Map.of())
        .command(command);
  }
}
