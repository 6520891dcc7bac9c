package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are none are never executed; the last line of the log says why. */
@Timeout(120)
class BrokenStreamTest {
  @TempDir Path files;

  private byte[] request(Protocol protocol) throws Exception {
    return BareWorker.encode(protocol, WorkRequest.of(0, List.of("write-file", "" + ran(), "x")));
  }

  private Path ran() {
    return files.resolve("ran");
  }

  private void assertRefused(Loop loop, byte[] bytes) throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      worker.send(bytes);
      worker.endInput();
      worker.awaitEnd();
      assertThat(worker.exitCode()).isEqualTo(1);
      assertThat(worker.answers().readAllBytes()).isEmpty();
      assertThat(worker.log().lines()).hasSize(1);
      assertThat(worker.lastLine())
          .startsWith("worker: the client's stream is malformed: ")
          .contains(": expected ", ", came ")
          .endsWith("[input-malformed]");
      assertThat(ran()).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, 1", "SINGLEPLEX, PROTO, 1",
    "SINGLEPLEX, JSON, 3", "SINGLEPLEX, PROTO, 3",
    "MULTIPLEX, JSON, 3", "MULTIPLEX, PROTO, 3"
  })
  void cutShort_isNotExecuted(Loop loop, Protocol protocol, int missing) throws Exception {
    byte[] whole = request(protocol);
    int feed = protocol == Protocol.JSON ? 1 : 0;
    assertRefused(loop, Arrays.copyOf(whole, whole.length - feed - missing));
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void negativeLength_isNotExecuted(Loop loop) throws Exception {
    byte[] minusOne = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    assertRefused(loop, with(minusOne, request(Protocol.PROTO)));
    byte[] minusOneOf32Bits = {-1, -1, -1, -1, 0x0f};
    assertRefused(loop, with(minusOneOf32Bits, request(Protocol.PROTO)));
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void lengthOverTheLimit_isNotExecuted(Loop loop) throws Exception {
    byte[] length = {-1, -1, -1, -1, 7};
    assertRefused(loop, with(length, request(Protocol.PROTO)));
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void bytesThatAreNoRequest_areNotExecuted(Loop loop) throws Exception {
    assertRefused(loop, new byte[] {3, 0x0a, 5, 'x'});
    assertRefused(loop, "{\"arguments\":7}\n".getBytes(UTF_8));
    assertRefused(loop, "{\"arguments\":[\"write-file\",\"x\"}\n".getBytes(UTF_8));
    assertRefused(loop, "{\"requestId\":4294967296}\n".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void brokenMessage_behindAGoodOne_spoilsOnlyItself(Loop loop, Protocol protocol)
      throws Exception {
    try (BareWorker worker = BareWorker.start(files, loop)) {
      worker.send(protocol, WorkRequest.of(1, List.of("echo", "good")));
      assertThat(worker.answers().read()).isPositive();
      byte[] broken = request(protocol);
      broken[broken.length / 2] = (byte) 0xff;
      broken[0] = protocol == Protocol.JSON ? (byte) '[' : broken[0];
      broken[1] = (byte) 0xff;
      worker.send(broken);
      worker.awaitEnd();
      assertThat(worker.exitCode()).isEqualTo(1);
      assertThat(new String(worker.answers().readAllBytes(), UTF_8)).contains("good");
      assertThat(worker.lastLine()).endsWith("[input-malformed]");
      assertThat(Files.exists(ran())).isFalse();
    }
  }

  private static byte[] with(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
