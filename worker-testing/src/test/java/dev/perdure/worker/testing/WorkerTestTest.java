package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs small test classes, which are not tests by themselves, and looks at their runs. */
final class WorkerTestTest {
  @Test
  void workerWithACommand_isTestedInEachWay() {
    assertThat(succeeded(EachWay.class))
        .containsExactly(
            "json, singleplex, in process",
            "proto, singleplex, in process",
            "json, multiplex, in process",
            "proto, multiplex, in process",
            "json, singleplex, process",
            "proto, singleplex, process",
            "json, multiplex, process",
            "proto, multiplex, process");
  }

  @Test
  void workerWithoutACommand_isTestedInProcessOnly() {
    assertThat(succeeded(InProcess.class)).containsExactly("proto, singleplex, in process");
  }

  @Test
  void everyClient_isARunInEachOfItsWays() {
    run(EveryClient.class).testEvents().assertStatistics(events -> events.failed(0));
    List<String> names = succeeded(EveryClient.class);

    assertThat(names)
        .contains(
            "Bazel 4, json, singleplex, in process",
            "Bazel 4, json, multiplex, in process",
            "NativeLink of autumn 2026, json, singleplex, in process",
            "Buildfarm of autumn 2026, proto, singleplex, in process")
        .noneMatch(name -> name.startsWith("Buildfarm") && name.contains("json"))
        .noneMatch(name -> name.startsWith("NativeLink") && name.contains("multiplex"));
    assertThat(names).hasSize(3 * 4 + 1 + 2 + 2 + 1);
  }

  @Test
  void failure_isThatOfItsRun() {
    EngineExecutionResults results = run(OneFails.class);

    results.testEvents().assertStatistics(events -> events.succeeded(1).failed(1));
  }

  @Test
  void process_hasTheEnvironmentAndTheDirectoryOfItsSubject() {
    assertThat(succeeded(Elsewhere.class)).containsExactly("proto, singleplex, process");
  }

  @Test
  void answerThatIsLate_failsAfterTheTimeoutOfItsSubject() {
    assertLate(TooLate.class, "within 1 s");
  }

  @Test
  void answerThatIsLate_failsAfterTheTimeoutOfItsTest() {
    assertLate(TooLateForTheTest.class, "within 2 s");
  }

  private static void assertLate(Class<?> tests, String limit) {
    Event failure = run(tests).testEvents().failed().stream().findFirst().orElseThrow();

    assertThat(failure.getPayload(TestExecutionResult.class).orElseThrow().getThrowable())
        .get()
        .asString()
        .contains(limit);
  }

  private static List<String> succeeded(Class<?> tests) {
    return run(tests).testEvents().succeeded().stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName())
        .toList();
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .selectors(selectClass(tests))
        .execute();
  }

  static final class Subject implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(WorkerTestTest::print);
    }

    @Override
    public List<String> command() {
      return DefectiveCommand.of();
    }
  }

  static final class SubjectInProcess implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(WorkerTestTest::print);
    }
  }

  /** A program that says where it is, then ends. */
  static final class SubjectElsewhere implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(WorkerTestTest::print);
    }

    @Override
    public List<String> command() {
      return List.of("/bin/sh", "-c", "echo \"$WHO in $PWD\" >&2");
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("WHO", "somebody");
    }

    @Override
    public Path directory() {
      return Path.of("/");
    }
  }

  /** A program that reads requests and never answers. */
  static final class SubjectThatIsSilent implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(WorkerTestTest::print);
    }

    @Override
    public List<String> command() {
      return List.of("/bin/sh", "-c", "cat >&2");
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(1);
    }
  }

  static final class Elsewhere {
    @WorkerTest(
        value = SubjectElsewhere.class,
        protocols = Protocol.PROTO,
        modes = WorkerTest.Mode.SINGLEPLEX,
        places = WorkerTest.Place.PROCESS)
    void ends(WorkerHarness worker) {
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log()).isEqualTo("somebody in /\n");
    }
  }

  static final class TooLate {
    @WorkerTest(
        value = SubjectThatIsSilent.class,
        protocols = Protocol.PROTO,
        modes = WorkerTest.Mode.SINGLEPLEX,
        places = WorkerTest.Place.PROCESS)
    void answers(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("a")).succeeded();
    }
  }

  static final class TooLateForTheTest {
    @WorkerTest(
        value = SubjectThatIsSilent.class,
        protocols = Protocol.PROTO,
        modes = WorkerTest.Mode.SINGLEPLEX,
        places = WorkerTest.Place.PROCESS,
        timeoutSeconds = 2)
    void answers(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("a")).succeeded();
    }
  }

  static final class EachWay {
    @WorkerTest(Subject.class)
    void works(WorkerHarness worker) {
      WorkResponse first = worker.work("print", "Grün");
      WorkResponse second = worker.work("print", "");

      WorkResponseAssert.assertThat(first).succeeded().printed("Grün");
      WorkResponseAssert.assertThat(second).succeeded().printedNothing();
      assertThat(List.of(first.requestId(), second.requestId())).isIn(List.of(0, 0), List.of(1, 2));
    }
  }

  static final class EveryClient {
    @WorkerTest(value = SubjectInProcess.class, everyClient = true)
    void works(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("print", "a")).printed("a");
    }
  }

  static final class InProcess {
    @WorkerTest(
        value = SubjectInProcess.class,
        protocols = Protocol.PROTO,
        modes = WorkerTest.Mode.SINGLEPLEX)
    void works(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("print", "a")).printed("a");
    }
  }

  static final class OneFails {
    private static int runs;

    @WorkerTest(value = SubjectInProcess.class, modes = WorkerTest.Mode.SINGLEPLEX)
    void fails(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("print", "a")).printed(runs++ == 0 ? "a" : "b");
    }
  }

  private static int print(WorkContext context) {
    context.out().print(context.arguments().get(1));
    return 0;
  }
}
