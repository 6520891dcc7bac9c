package dev.perdure.worker.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.KitSettings;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.InputContent;
import dev.perdure.worker.testing.conformance.worker.RequestTemplate;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerFileTest {
  private static final Path FOLDER = Path.of("/work of/mine");

  @Test
  void leastFile_speaksBothProtocolsAndClaimsNothing() {
    WorkerUnderTest worker = parse("{'command': ['w'], 'requests': {'work': [{}]}}");

    assertThat(worker.name()).isEqualTo("w.json");
    assertThat(worker.protocols()).containsExactly(Protocol.JSON, Protocol.PROTO);
    assertThat(Capability.values()).noneMatch(worker::supports);
    assertThat(worker.tested().requests(Role.WORK).get(0).exitCode()).isEqualTo("0");
  }

  @Test
  void fullFile_isReadWhole() {
    WorkerUnderTest worker =
        parse(
            """
            {'name': 'mine', 'command': ['{here}/w', '-x'], 'environment': {'HOME': '{here}'},
             'protocols': ['json'], 'supports': ['multiplex', 'one-shot'],
             'requests': {
               'work': [{'arguments': ['{n}'], 'inputs': {'a': 'b'}, 'exitCode': 3, 'output': '',
                         'contains': 'c', 'outputs': {'d': 'e'}, 'creates': ['h'], 'started': 'f', 'startedAfter': '1.5s'}],
               'fail': [{'arguments': ['g']}]}}
            """);

    assertThat(worker.command()).containsExactly("/work of/mine/w", "-x");
    assertThat(worker.environment()).containsEntry("HOME", "/work of/mine");
    assertThat(worker.protocols()).containsExactly(Protocol.JSON);
    assertThat(worker.supports(Capability.ONE_SHOT)).isTrue();
    assertThat(worker.supports(Capability.CANCEL)).isFalse();
    RequestTemplate work = worker.tested().requests(Role.WORK).get(0);
    assertThat(work.exitCode()).isEqualTo("3");
    assertThat(work.output()).isEmpty();
    assertThat(work.outputs()).containsEntry("d", "e");
    assertThat(work.creates()).containsExactly("h");
    assertThat(work.startedAfter()).isEqualTo(Duration.ofMillis(1500));
    assertThat(worker.tested().requests(Role.FAIL).get(0).exitCode()).isEqualTo("nonzero");
  }

  @Test
  void here_isTheFolderEverywhere() {
    WorkerUnderTest worker =
        parse(
            """
            {'name': '{here}', 'command': ['w'], 'environment': {'{here}': '{here}'},
             'requests': {
               'work': [{'arguments': ['-cp={here}/a.jar'], 'inputs': {'in': '{here}'},
                         'output': '{here}', 'contains': '{here}', 'outputs': {'out': '{here}'},
                         'creates': ['x{here}'], 'started': 'y{here}'}]}}
            """);

    String here = FOLDER.toString();
    assertThat(worker.name()).isEqualTo(here);
    assertThat(worker.environment()).containsExactly(Map.entry(here, here));
    assertThat(worker.tested().requests(Role.WORK))
        .containsExactly(
            new RequestTemplate(
                List.of("-cp=/work of/mine/a.jar"),
                Map.of("in", new InputContent.Text(here)),
                "0",
                here,
                here,
                Map.of("out", here),
                List.of("x" + here),
                "y" + here,
                Duration.ZERO));
  }

  @Test
  void inputFromAFile_isCopiedByteForByte(@TempDir Path folder) throws IOException {
    byte[] bytes = {(byte) 0xca, (byte) 0xfe, 0, '\n', (byte) 0xff};
    Files.write(folder.resolve("lib.jar"), bytes);
    String json =
        "{'command': ['w'], 'requests': {'work': [{'inputs': {'a/{n}.jar': {'file': 'lib.jar'},"
            + " 'b': {'file': '{here}/lib.jar'}}}]}}";
    WorkerUnderTest worker = WorkerFile.parse(json.replace('\'', '"'), "w.json", folder);
    Trial trial = new Trial(worker.tested(), Protocol.JSON, KitSettings.DEFAULT);
    try (trial) {
      Job job = trial.job(Role.WORK);

      ExecutionRoot root = trial.root();
      assertThat(root.resolve("a/1.jar")).hasBinaryContent(bytes);
      assertThat(root.resolve("b")).hasBinaryContent(bytes);
      assertThat(job.request().inputs()).isEqualTo(root.inputs(List.of("a/1.jar", "b")));
    } finally {
      trial.deleteDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[] ; w.json: at $: expected an object, came []",
        "{'requests': {'work': [{}]}} ; w.json: at $.command: expected a command line, came nothing",
        "{'command': ['w']} ; w.json: at $: expected a protocol and a request \"work\", came none",
        "{'command': ['w'], 'supports': ['magic']} ; w.json: at $.supports: expected one of"
            + " multiplex, cancel, sandbox, one-shot, came magic",
        "{'command': ['w'], 'requests': {'work': [{'argument': []}]}} ; w.json: at"
            + " $.requests.work[0]: expected the keys arguments, contains, creates, exitCode, inputs,"
            + " output, outputs, started, startedAfter, came argument",
        "{'command': ['w'], 'requests': {'work': [{'inputs': {'a': {'file': '{here}/no.jar'}}}]}} ;"
            + " w.json: at $.requests.work[0].inputs.a.file: expected a file that exists, came"
            + " /work of/mine/no.jar",
        "{'command': ['w'], 'requests': {'work': [{'inputs': {'a': {'path': 'b'}}}]}} ; w.json: at"
            + " $.requests.work[0].inputs.a: expected the keys file, came path",
        "{'command': ['w'], 'requests': {'slow': [{'startedAfter': 'soon'}]}} ; w.json: at"
            + " $.requests.slow[0].startedAfter: expected a time such as 2s, came soon",
        "{'command': ['w'], 'requests': {'slow': [{'startedAfter': '0s'}]}} ; w.json: at"
            + " $.requests.slow[0].startedAfter: expected a time such as 2s, came 0s",
        "{'command': 'w'} ; w.json: at $.command: expected a list, came \"w\""
      })
  void wrongFile_isRefusedWithPlaceAndExpectation(String json, String message) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void brokenFile_isRefused() {
    assertThatThrownBy(() -> parse("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("w.json: not JSON: ");
  }

  private static WorkerUnderTest parse(String json) {
    return WorkerFile.parse(json.replace('\'', '"'), "w.json", FOLDER);
  }
}
