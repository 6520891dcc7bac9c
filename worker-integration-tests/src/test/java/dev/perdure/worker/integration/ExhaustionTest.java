package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A tool that leaves nothing of what the worker needs: the request is answered, in words that say
 * what ran out, and the worker ends by itself.
 */
@Timeout(120)
class ExhaustionTest {
  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, -Xmx64m, heap",
    "MULTIPLEX, PROTO, -Xmx24m, heap",
    "SINGLEPLEX, PROTO, -XX:MaxMetaspaceSize=20m, metaspace",
    "MULTIPLEX, JSON, -XX:MaxMetaspaceSize=20m, metaspace"
  })
  void toolThatKeepsAll_isAnsweredAndTheWorkerEnds(
      Loop loop, Protocol protocol, String limit, String what) {
    try (WorkerHarness worker =
        WorkerHarness.process(Place.command(loop, limit)).protocol(protocol).start()) {
      assertThat(worker.work("nothing").exitCode()).isZero();
      WorkResponse answer = worker.work("keep", what);
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.output()).containsIgnoringCase(what);
      assertThat(worker.awaitEnd()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, PROTO", "MULTIPLEX, JSON"})
  void toolThatAsksForTheEnd_isAnsweredAndTheWorkerEnds(Loop loop, Protocol protocol) {
    try (WorkerHarness worker =
        WorkerHarness.process(Place.command(loop)).protocol(protocol).start()) {
      assertThat(worker.work("retire", "the tool is spoilt").exitCode()).isEqualTo(3);
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log().stripTrailing())
          .contains("the tool is spoilt")
          .endsWith("[retired-by-handler]");
    }
  }
}
