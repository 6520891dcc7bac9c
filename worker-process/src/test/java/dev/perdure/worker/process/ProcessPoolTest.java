package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One real process at a time. */
class ProcessPoolTest {
  @TempDir Path dir;

  private ProcessPool pool = ProcessPool.builder().maxProcesses(1).build();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void request_isAnsweredWithOutputErrorsAndExitCode() throws Exception {
    assertThat(run("echo", "a b", "Grün"))
        .isEqualTo(new ProcessResponse(0, "a b Grün", "", List.of()));
    assertThat(run("error", "line")).isEqualTo(new ProcessResponse(0, "", "line\n", List.of()));
    assertThat(run("exit", "7").exitCode()).isEqualTo(7);
    assertThat(run("opened", "a", "/b").opened()).containsExactly("a", "/b");
    assertThat(run("split").output()).isEqualTo("ä");
  }

  @Test
  void secondRequest_isServedByTheSameProcess() throws Exception {
    assertThat(run("pid")).isEqualTo(run("pid"));
  }

  @Test
  void request_runsInItsDirectoryAndEnvironment() throws Exception {
    Path other = Files.createDirectory(dir.resolve("other"));
    assertThat(run("pwd").output()).isEqualTo(dir.toRealPath().toString());
    assertThat(run(FakeChild.that(), ProcessRequest.of(other, List.of("pwd"))).output())
        .isEqualTo(other.toRealPath().toString());
    ProcessConfiguration configured = FakeChild.that().withVariable("COLOUR", "red");
    ProcessRequest env = ProcessRequest.of(dir, List.of("env", "COLOUR"));
    assertThat(run(configured, env.withVariable("COLOUR", "a=b")).output()).isEqualTo("a=b");
    assertThat(run(configured, env).output()).isEqualTo("red");
    assertThat(run(configured, env.withoutVariable("COLOUR")).output()).isEqualTo("unset");
  }

  @Test
  void inputs_reachTheProcessWithTheirDigests() throws Exception {
    ProcessRequest request =
        ProcessRequest.of(dir, List.of("inputs"))
            .withInputs(
                List.of(
                    new Input("a b.in", Digest.ofText("98ae")), new Input("c.in", Digest.empty())));
    assertThat(run(FakeChild.that(), request).output()).isEqualTo("98ae a b.in\n c.in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "die      | process-died     | last words",
        "leave 3  | with exit code 3 |",
        "garbage  | process-garbled  | child-length",
        "cut      | process-garbled  | child-truncated",
        "foreign  | process-garbled  | expected done",
        "big 9999 | process-garbled  | child-too-long",
      })
  void brokenProcess_failsItsRequestAndNotTheNext(String verb, String first, String second)
      throws Exception {
    pool.close();
    pool = ProcessPool.builder().maxProcesses(1).maxAnswerBytes(5_000).build();
    String before = run("pid").output();
    assertThatThrownBy(() -> run((verb + " last words").split(" ")))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining(first)
        .hasMessageContaining(second == null ? "" : second);
    assertThat(run("pid").output()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "refuse, with exit code 3, no licence",
    "babble, child-length, process-garbled",
    "future, 'protocol 2, expected 1', process-wrong-protocol",
  })
  void processThatDoesNotStart_failsItsRequest(String how, String first, String second) {
    assertNotStarted(how, first, second);
  }

  @Test
  void processThatIsNeverReady_failsItsRequest() {
    pool.close();
    pool = ProcessPool.builder().maxProcesses(1).startTimeout(Duration.ofMillis(300)).build();
    assertNotStarted("silent", "was not ready after 0.3 s", "process-not-ready");
  }

  private void assertNotStarted(String how, String first, String second) {
    ProcessRequest request = ProcessRequest.of(dir, List.of("echo"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> run(FakeChild.starting(how), request))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContaining(first)
          .hasMessageContaining(second);
    }
  }

  @Test
  void commandThatDoesNotExist_isNamed() {
    assertThatThrownBy(
            () ->
                run(
                    ProcessConfiguration.of("/no/such/tool"),
                    ProcessRequest.of(dir, List.of("echo"))))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("/no/such/tool can't be started")
        .hasCauseInstanceOf(IOException.class);
  }

  private ProcessResponse run(String... arguments) throws Exception {
    return run(FakeChild.that("ping"), ProcessRequest.of(dir, List.of(arguments)));
  }

  private ProcessResponse run(ProcessConfiguration configuration, ProcessRequest request)
      throws Exception {
    return pool.run(configuration, request, TestToken.never());
  }
}
