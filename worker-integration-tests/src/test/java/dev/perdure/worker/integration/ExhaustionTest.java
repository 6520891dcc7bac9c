package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A tool that leaves nothing of what the worker needs: the request is answered, in words that say
 * what ran out, and the worker ends by itself.
 */
@Timeout(120)
class ExhaustionTest {
  @TempDir Path files;

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
      assertEnds(worker);
    }
  }

  private static WorkerHarness start(Loop loop, Protocol protocol, String collector) {
    List<String> command =
        Place.command(loop, "-Xmx24m", "-XX:-UseSerialGC", "-XX:+Use" + collector + "GC");
    return WorkerHarness.process(command).protocol(protocol).start();
  }

  /** What the end needs is prepared before, where the heap is so small. */
  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, Serial",
    "MULTIPLEX, PROTO, Parallel",
    "SINGLEPLEX, PROTO, G1",
    "MULTIPLEX, JSON, Serial"
  })
  void firstRequestThatKeepsAll_isAnsweredAndTheWorkerEnds(
      Loop loop, Protocol protocol, String collector) {
    try (WorkerHarness worker = start(loop, protocol, collector)) {
      WorkResponse answer = worker.work("keep", "heap");
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.output()).containsAnyOf("heap", "OutOfMemoryError");
      assertEnds(worker);
    }
  }

  /**
   * The worker ends between two requests; or, if a slow machine takes seconds to notice that there
   * is no memory, as if the tool went on for ever.
   */
  private static void assertEnds(WorkerHarness worker) {
    int exitCode = worker.awaitEnd();
    assertThat(exitCode).isIn(0, 1);
    if (exitCode == 1) {
      assertThat(worker.log()).contains("[heap-stays-full]");
    }
  }

  /** As javac does, which catches the error and says so in its own way. */
  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, PROTO, Parallel",
    "MULTIPLEX, JSON, Serial",
    "SINGLEPLEX, JSON, Serial",
    "MULTIPLEX, PROTO, G1"
  })
  void firstRequestThatKeepsAllAndReturns_isAnswered(
      Loop loop, Protocol protocol, String collector) {
    try (WorkerHarness worker = start(loop, protocol, collector)) {
      // Its own exit code, or that of the answer that was prepared.
      assertThat(worker.work("keep-and-return", "heap").exitCode()).isIn(1, 3);
      worker.end();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, Serial",
    "MULTIPLEX, PROTO, Parallel",
    "SINGLEPLEX, PROTO, Parallel",
    "MULTIPLEX, JSON, G1",
    "MULTIPLEX, PROTO, Serial"
  })
  void toolThatSwallowsExhaustionForEver_endsWithItsClient(
      Loop loop, Protocol protocol, String collector) {
    Path full = files.resolve("full");
    try (WorkerHarness worker = start(loop, protocol, collector)) {
      worker.send(WorkRequest.of(0, List.of("keep-for-ever", "heap", full.toString())));
      Await.until("the heap is full", () -> full.toFile().length() > 0);
      worker.cancel(0); // In vain, but nobody fails by it.
      worker.end();
    }
  }

  /** Nobody cancels it, and the client stays. */
  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, PROTO, Serial", "MULTIPLEX, JSON, Parallel", "MULTIPLEX, PROTO, G1"})
  void toolThatSwallowsExhaustionForEver_isAnsweredAndTheWorkerEnds(
      Loop loop, Protocol protocol, String collector) {
    Path full = files.resolve("full");
    try (WorkerHarness worker = start(loop, protocol, collector)) {
      assertThat(worker.work("nothing").exitCode()).isZero();
      worker.send(WorkRequest.of(0, List.of("keep-for-ever", "heap", full.toString())));
      WorkResponse answer = worker.await(0);
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.output()).contains("[heap-exhausted]");
      assertThat(worker.awaitEnd()).as(worker::log).isEqualTo(1);
      assertThat(worker.log()).containsOnlyOnce("[heap-stays-full]");
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
