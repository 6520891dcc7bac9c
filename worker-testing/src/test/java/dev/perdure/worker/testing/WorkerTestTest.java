package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.conformance.fixture.Defect;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.util.List;
import org.junit.jupiter.api.Test;
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
  void failure_isThatOfItsRun() {
    EngineExecutionResults results = run(OneFails.class);

    results.testEvents().assertStatistics(events -> events.succeeded(1).failed(1));
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
      return DefectiveCommand.of(Defect.NONE);
    }
  }

  static final class SubjectInProcess implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(WorkerTestTest::print);
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
