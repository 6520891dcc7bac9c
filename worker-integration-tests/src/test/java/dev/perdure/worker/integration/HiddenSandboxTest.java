package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkFailedException;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.WorkerHarness;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Worker#hideSandboxPaths}, in every loop and slot. */
@Timeout(60)
class HiddenSandboxTest {
  @ParameterizedTest
  @EnumSource
  void printedPaths_areThoseOfTheClient(Loop loop) {
    Worker worker =
        loop.configure(
            Worker.of(
                context -> {
                  System.out.println("read " + context.resolve("a").toAbsolutePath());
                  throw new WorkFailedException(3, context.resolve("b") + " is missing");
                }));
    try (WorkerHarness hiding = WorkerHarness.inProcess(worker.hideSandboxPaths()).start()) {
      for (int id : List.of(0, 0)) {
        assertThat(hiding.work(request(id)))
            .isEqualTo(WorkResponse.of(id, 3, "read a\nb is missing\n"));
      }
    }
    try (WorkerHarness telling = WorkerHarness.inProcess(worker).start()) {
      assertThat(telling.work(request(0)).output()).contains("/box/1/a\nbox/1/b is missing\n");
    }
  }

  private static WorkRequest request(int id) {
    return WorkRequest.of(id, List.of()).withSandboxDir("box/1");
  }
}
