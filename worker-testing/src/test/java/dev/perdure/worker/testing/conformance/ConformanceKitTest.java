package dev.perdure.worker.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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

  private static WorkerUnderTest worker(List<String> command) {
    return WorkerFile.parse(
            "{\"command\":[\"w\"],\"requests\":{\"work\":[{}]}}", "w.json", Path.of("/"))
        .environment(Map.of())
        .command(command);
  }
}
