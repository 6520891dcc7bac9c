package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs small test classes, which are not tests by themselves, and looks at how they end. */
final class WorkerExtensionTest {
  @Test
  void workerThatBehaves_passesAndIsOneForEachTest() {
    run(Good.class).assertThatEvents().doNotHave(event(finishedWithFailure()));
    assertThat(run(Good.class).finished().count()).isEqualTo(2);
  }

  @Test
  void leakedThread_failsTheTestThatLeakedIt() {
    run(Leaking.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("a_leaks"),
                finishedWithFailure(
                    instanceOf(WorkerFailure.class),
                    message(text -> text.contains("left a thread running: leaked")))))
        .haveExactly(1, event(test("b_behaves"), finishedSuccessfully()));
  }

  @Test
  void missingAnswer_failsTheTest() {
    run(Forgetful.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("a_awaitsNothing"),
                finishedWithFailure(
                    instanceOf(WorkerFailure.class),
                    message(text -> text.startsWith("no answer came to request 1\n")))));
  }

  @Test
  void constructorParameter_isRefused() {
    run(InConstructor.class)
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(instanceOf(ParameterResolutionException.class))));
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  static final class Good {
    @RegisterExtension
    final WorkerExtension workers =
        WorkerExtension.inProcess(Worker.of(WorkerExtensionTest::work)).protocol(Protocol.JSON);

    @BeforeEach
    void warmUp(WorkerHarness worker) {
      assertThat(worker.work("1").output()).isEqualTo("first\n");
    }

    @Test
    void a_sharesTheWorkerOfBeforeEach(WorkerHarness worker) {
      assertThat(worker.work("2").output()).isEqualTo("2\n");
    }

    @Test
    void b_hasAWorkerOfItsOwn(WorkerHarness worker) {
      assertThat(worker.work("2").output()).isEqualTo("2\n");
    }
  }

  @TestMethodOrder(MethodOrderer.MethodName.class)
  static final class Leaking {
    @RegisterExtension
    static final WorkerExtension workers =
        WorkerExtension.inProcess(() -> Worker.of(WorkerExtensionTest::work));

    @Test
    void a_leaks(WorkerHarness worker) {
      assertThat(worker.work("leak").exitCode()).isZero();
    }

    @Test
    void b_behaves(WorkerHarness worker) {
      assertThat(worker.work("2").exitCode()).isZero();
    }
  }

  static final class Forgetful {
    // Reads, but has closed its standard output: nothing is to be waited for.
    @RegisterExtension
    final WorkerExtension workers = WorkerExtension.process("sh", "-c", "exec cat > /dev/null");

    @Test
    void a_awaitsNothing(WorkerHarness worker) {
      worker.send(WorkRequest.of(1, List.of("a")));
    }
  }

  static final class InConstructor {
    @RegisterExtension
    static final WorkerExtension workers =
        WorkerExtension.inProcess(Worker.of(WorkerExtensionTest::work));

    InConstructor(WorkerHarness worker) {
      worker.close();
    }

    @Test
    void neverRuns() {}
  }

  private static int work(WorkContext context) {
    String argument = context.arguments().get(0);
    if (argument.equals("leak")) {
      Thread thread = new Thread(WorkerExtensionTest::untilInterrupted, "leaked");
      thread.setDaemon(true);
      thread.start();
    }
    context.out().println(argument.equals("1") ? "first" : argument);
    return 0;
  }

  private static void untilInterrupted() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      // The end that was waited for.
    }
  }
}
