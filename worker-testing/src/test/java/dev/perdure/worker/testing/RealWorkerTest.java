package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The harness and a real worker with its real codecs understand each other. */
final class RealWorkerTest {
  @ParameterizedTest
  @EnumSource
  void request_arrivesAsSent(Protocol protocol) {
    try (WorkerHarness worker = start(protocol)) {
      String awkward = "<&'=>\"\\ tab\t Grün 世界 😀 \u2028";
      List<Input> inputs =
          List.of(new Input("pkg/ä.txt", Digest.ofText("00ff")), new Input("b", Digest.empty()));

      assertThat(
              worker.work(
                  WorkRequest.of(0, List.of("echo", awkward, ""))
                      .withInputs(inputs)
                      .withVerbosity(10)))
          .satisfies(
              answer -> {
                assertThat(answer.exitCode()).isEqualTo(7);
                assertThat(answer.output())
                    .endsWith("[echo, " + awkward + ", ] " + inputs + " 10\n");
                assertThat(answer.wasCancelled()).isFalse();
              });
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void prints_areInTheAnswer(Protocol protocol) {
    try (WorkerHarness worker = start(protocol)) {
      assertThat(worker.work("print", "hello").output()).isEqualTo("hello\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void malformedBytes_endTheWorkerWithALastWord(Protocol protocol) {
    try (WorkerHarness worker = start(protocol)) {
      byte[] request = protocol.encode(WorkRequest.of(0, List.of("print", "hello")));
      worker.sendBytes(Arrays.copyOf(request, request.length / 2));

      assertThat(worker.end()).isEqualTo(1);
      assertThat(worker.log()).containsIgnoringCase(protocol.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadOfTheHandler_isALeak(Protocol protocol) {
    WorkerHarness worker = start(protocol);
    worker.work("thread");

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageContaining("the worker left a thread running: left by the handler");
  }

  private static WorkerHarness start(Protocol protocol) {
    return WorkerHarness.inProcess(Worker.of(RealWorkerTest::work)).protocol(protocol).start();
  }

  private static int work(WorkContext context) {
    switch (context.arguments().get(0)) {
      case "print" ->
          System.out.writeBytes(
              (context.arguments().get(1) + "\n").getBytes(StandardCharsets.UTF_8));
      case "thread" -> {
        Thread thread = new Thread(RealWorkerTest::untilInterrupted, "left by the handler");
        thread.setDaemon(true);
        thread.start();
      }
      default -> {
        context
            .out()
            .println(context.arguments() + " " + context.inputs() + " " + context.verbosity());
        return 7;
      }
    }
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
