package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a process is replaced by another. */
@Timeout(60)
class ProcessLifeTest {
  @TempDir Path dir;

  private ProcessPool pool;

  @AfterEach
  void close() {
    if (pool != null) {
      pool.close();
    }
  }

  @Test
  void afterItsRequests_processIsReplaced() throws Exception {
    pool = builder().maxRequestsOfProcess(2).build();
    String first = run("pid");
    assertThat(run("pid")).isEqualTo(first);
    assertThat(run("pid")).isNotEqualTo(first);
  }

  @Test
  void afterItsAge_processIsReplaced() throws Exception {
    pool = builder().maxAgeOfProcess(Duration.ofNanos(1)).build();
    assertThat(run("pid")).isNotEqualTo(run("pid"));
  }

  @Test
  void limitsWithoutEnd_endNothing() throws Exception {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    pool =
        builder()
            .maxAgeOfProcess(forever)
            .startTimeout(forever)
            .requestTimeout(forever)
            .pingTimeout(forever)
            .cancelGrace(forever)
            .build();
    ProcessConfiguration pinged = FakeChild.that("ping", "forget");
    String first = run(pinged, "pid");
    assertThat(run(pinged, "pid")).isEqualTo(first);
  }

  @Test
  void grownProcess_isReplaced() throws Exception {
    pool = builder().maxBytesOfProcess(32 << 20).build();
    String first = run("pid");
    run("grow", "1000");
    assertThat(run("pid")).isEqualTo(first);
    run("grow", "40000000");
    assertThat(run("pid")).isNotEqualTo(first);
  }

  @Test
  void processThatAsksToRetire_isReplaced() throws Exception {
    pool = builder().build();
    assertThat(run("retire")).isNotEqualTo(run("pid"));
  }

  @Test
  void idleProcessThatDied_isReplaced() throws Exception {
    pool = builder().build();
    String first = run("pid");
    ProcessHandle process = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    assertThat(run("pid")).isNotEqualTo(first);
  }

  @Test
  void processThatAnswersNoPing_isReplacedBeforeItGetsTheRequest() throws Exception {
    pool = builder().pingTimeout(Duration.ofMillis(200)).build();
    ProcessConfiguration deaf = FakeChild.starting("deaf", "ping");
    String first = run(deaf, "pid");
    assertThat(run(deaf, "pid")).isNotEqualTo(first);
  }

  @Test
  void secondAnswerToARequest_reachesNoOther() throws Exception {
    pool = builder().build();
    assertThat(run("twice")).isEqualTo("once");
    assertThat(run("echo", "mine")).isEqualTo("mine");
  }

  @Test
  void processThatHangs_isKilledAfterTheTimeout() throws Exception {
    String hanging = "";
    String next = "";
    // A busy machine can need longer than the limit for what does not hang.
    for (int millis = 300; millis < 20_000 && !next.equals("on"); millis *= 4) {
      try (ProcessPool impatient = builder().requestTimeout(Duration.ofMillis(millis)).build()) {
        hanging = outcome(impatient, "hang");
        next = hanging.endsWith("hanging") ? outcome(impatient, "echo", "on") : "";
      }
    }
    assertThat(hanging).contains("process-too-long").endsWith("hanging");
    assertThat(next).isEqualTo("on");
  }

  /** The output, or why there is none. */
  private String outcome(ProcessPool from, String... arguments) throws Exception {
    ProcessRequest request = ProcessRequest.of(dir, List.of(arguments));
    try {
      return from.run(child(), request, TestToken.never()).output();
    } catch (ProcessFailedException e) {
      return e.getMessage();
    }
  }

  @Test
  void processThatPrintsWithoutEnd_isKilled() throws Exception {
    pool = builder().maxErrorBytes(1 << 20).build();
    assertThatThrownBy(() -> run("shout"))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("process-too-loud");
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  void whatARequestLeavesRunning_endsWithItsProcess() throws Exception {
    pool = builder().build();
    ProcessRequest fork = ProcessRequest.of(dir, List.of("fork"));
    long orphan = Long.parseLong(pool.run(child(), fork, TestToken.never()).errors());
    assertThat(Processes.runs(orphan)).isTrue();
    assertThatThrownBy(() -> run("leave", "1")).isInstanceOf(ProcessFailedException.class);
    Processes.awaitEnd(List.of(orphan));
  }

  @Test
  void otherConfiguration_endsTheIdleProcessAndGetsItsOwn() throws Exception {
    pool = builder().build();
    String first = run("pid");
    String second = run(FakeChild.that("other"), "pid");
    assertThat(second).isNotEqualTo(first);
    assertThat(Processes.runs(Long.parseLong(first))).isFalse();
    assertThat(Processes.runs(Long.parseLong(second))).isTrue();
  }

  @Test
  void inputAtAnotherDigest_needsAnotherProcess() throws Exception {
    pool = builder().build();
    String first = run(child(), "pid", input("a", "1"));
    assertThat(run(child(), "pid", input("a", "1"))).isEqualTo(first);
    assertThat(run(child(), "pid", input("b", "1"))).isEqualTo(first);
    assertThat(run(child(), "pid", input("a", "2"))).isNotEqualTo(first);
  }

  @Test
  void processThatCanForget_servesInputsAtOtherDigests() throws Exception {
    pool = builder().build();
    ProcessConfiguration child = FakeChild.that("forget", "ping");
    String first = run(child, "pid");
    assertThat(run(child, "known", input("a", "1"))).isEqualTo("1 a");
    assertThat(run(child, "known", input("b", "1"))).isEqualTo("1 a\n1 b");
    assertThat(run(child, "known", input("a", "2"))).isEqualTo("1 b\n2 a");
    assertThat(run(child, "pid")).isEqualTo(first);
  }

  private static ProcessPoolBuilder builder() {
    return ProcessPool.builder().maxProcesses(1);
  }

  private static ProcessConfiguration child() {
    return FakeChild.that("ping");
  }

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  private String run(String... arguments) throws Exception {
    return run(child(), ProcessRequest.of(dir, List.of(arguments)));
  }

  private String run(ProcessConfiguration configuration, String verb, Input... inputs)
      throws Exception {
    return run(configuration, ProcessRequest.of(dir, List.of(verb)).withInputs(List.of(inputs)));
  }

  private String run(ProcessConfiguration configuration, ProcessRequest request) throws Exception {
    return pool.run(configuration, request, TestToken.never()).output();
  }
}
