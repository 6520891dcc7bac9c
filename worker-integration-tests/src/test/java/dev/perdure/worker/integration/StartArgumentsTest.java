package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the handler sees of the worker's own command line (F1), and of where it works. */
@Timeout(60)
class StartArgumentsTest {
  @TempDir Path box;

  private static WorkerHarness start(Loop loop, Protocol protocol, String... arguments) {
    List<String> command = new ArrayList<>(Place.command(loop));
    command.addAll(List.of(arguments));
    return WorkerHarness.process(command).protocol(protocol).start();
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void arguments_areToldApartByWhereTheyCameFrom(Loop loop, Protocol protocol) {
    String[] line = {"describe-start", "-s", "--persistent_worker", "--deeds=3", "--deeds"};
    try (WorkerHarness worker = start(loop, protocol, line)) {
      WorkRequest boxed = WorkRequest.of(0, List.of("@@a", "b")).withSandboxDir("boxes/of one");
      assertThat(worker.work(boxed).output())
          .isEqualTo(
              "startup=[describe-start, -s] request=[@a, b] worker=[--deeds=3, --deeds]"
                  + " root=boxes/of one");
      assertThat(worker.work().output())
          .isEqualTo("startup=[describe-start, -s] request=[] worker=[--deeds=3, --deeds] root=");
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void argumentThatNobodyKnows_isToldInTheLog(Loop loop) {
    String[] line = {
      "nothing", "--persistent_worker", "--deed", "--max_mem=3", "--worker_log=/dev/null"
    };
    try (WorkerHarness worker = start(loop, Protocol.JSON, line)) {
      assertThat(worker.work().exitCode()).isZero();
      assertThat(worker.end()).isZero();
      assertThat(worker.log().lines())
          .containsExactly(
              "worker: argument --deed after --persistent_worker is unknown and has no effect"
                  + " [worker-argument-unknown]",
              "worker: argument --max_mem=3 after --persistent_worker is unknown and has no effect"
                  + " [worker-argument-unknown]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void paths_areRelocatedOrRefused(Loop loop) {
    try (WorkerHarness worker = start(loop, Protocol.PROTO, "relocate", "--persistent_worker")) {
      assertThat(worker.work("-d", "out", "a/b", "-x").output())
          .isEqualTo("relocate -d out a/b -x");
      assertThat(worker.work(boxed("-d", "out", "a/b", "-x")).output())
          .isEqualTo("@/relocate -d @/out @/a/b -x".replace("@", box.toString()));
      assertThat(worker.work(boxed("-d", "../out")))
          .isEqualTo(
              WorkResponse.of(
                  0,
                  1,
                  "path ../out leaves the sandbox directory " + box + " [path-leaves-sandbox]\n"));
      assertThat(worker.end()).isZero();
    }
  }

  private WorkRequest boxed(String... arguments) {
    return WorkRequest.of(0, List.of(arguments)).withSandboxDir(box.toString());
  }

  @Test
  void oneShot_keepsItsPaths() throws Exception {
    assertThat(oneShot("relocate", "-d", "out", "a/../b")).isEqualTo("relocate -d out a/../b");
  }

  @Test
  void oneShot_hasRequestArgumentsOnly() throws Exception {
    assertThat(oneShot("describe-start", "-s"))
        .isEqualTo("startup=[] request=[describe-start, -s] worker=[] root=");
  }

  private static String oneShot(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(Place.command(Loop.SINGLEPLEX));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}
