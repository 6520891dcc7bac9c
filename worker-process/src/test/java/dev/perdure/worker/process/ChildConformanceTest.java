package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.perdure.worker.testing.ChildConformance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake child keeps the protocol, and those that don't are found. */
class ChildConformanceTest {
  private static final Path DIR = Path.of("").toAbsolutePath();

  @Test
  void patienceWithoutEnd_waitsForEachStep() throws Exception {
    ChildConformance patient =
        kit(FakeChild.command("well", "ping"), "echo")
            .withTimeout(ChronoUnit.FOREVER.getDuration());
    for (ChildConformance.Check check : patient.checks()) {
      check.run();
    }
  }

  @TestFactory
  Stream<DynamicTest> fakeChild_keepsTheProtocol() {
    return kit(FakeChild.command("well", "ping", "cancel", "forget"), "echo")
        .withEndless("wait")
        .checks()
        .stream()
        .map(check -> dynamicTest(check.name(), check::run));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 | future | echo | says that it is ready, in protocol 1 | expected 1, came 2",
        "20 | refuse | echo | says that it is ready, in protocol 1 | ended with exit code 3",
        "1  | silent | echo | says that it is ready, in protocol 1 | nothing came within",
        "1  | deaf | echo | answers a ping, if it can | nothing came within",
        "20 | well | pid | answers a request |",
        "20 | well | twice | answers the same request in the same way | expected id 2, came id 1",
        "20 | well | exit 1 | answers a request | expected exit 0, came exit 1",
        // Long enough to be ready on a busy machine.
        "3  | well | hang | ends at the end of its input while it works | still runs",
      })
  void brokenChild_failsACheck(int seconds, String how, String verb, String name, String message)
      throws Exception {
    ChildConformance.Check check =
        kit(FakeChild.command(how, "ping"), verb)
            .withEndless("hang")
            .withTimeout(Duration.ofSeconds(seconds))
            .checks()
            .stream()
            .filter(each -> each.name().equals(name))
            .findAny()
            .orElseThrow();
    if (message == null) {
      check.run();
    } else {
      assertThatThrownBy(check::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void checks_haveNamesOfTheirOwn() {
    List<String> names = new ArrayList<>();
    kit(FakeChild.command("well"), "echo").checks().forEach(check -> names.add(check.name()));
    assertThat(names).doesNotHaveDuplicates().hasSize(12);
  }

  private static ChildConformance kit(List<String> command, String verb) {
    return ChildConformance.of(command, DIR, verb.split(" "));
  }
}
