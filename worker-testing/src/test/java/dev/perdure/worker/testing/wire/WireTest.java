package dev.perdure.worker.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the harness writes is what Bazel writes, and what it refuses to read is no answer. */
final class WireTest {
  @Test
  void jsonRequest_isAsBazelPrintsIt() {
    WorkRequest request =
        WorkRequest.of(1, List.of("out=bin/a.txt", "@@esc", "@repo//x:y", "", "Grün", "<&'>\"\\\t"))
            .withInputs(
                List.of(new Input("a.in", Digest.ofText("9")), new Input("", Digest.empty())))
            .withVerbosity(10)
            .withSandboxDir("__sandbox/1/_main");

    assertThat(text(Wire.json().encode(request)))
        .isEqualTo(
            "{\"arguments\":[\"out\\u003dbin/a.txt\",\"@@esc\",\"@repo//x:y\",\"\",\"Grün\","
                + "\"\\u003c\\u0026\\u0027\\u003e\\\"\\\\\\t\"],"
                + "\"inputs\":[{\"path\":\"a.in\",\"digest\":\"OQ\\u003d\\u003d\"},{}],"
                + "\"requestId\":1,\"verbosity\":10,\"sandboxDir\":\"__sandbox/1/_main\"}\n");
  }

  @Test
  void jsonCancel_leavesDefaultsOut() {
    assertThat(text(Wire.json().encode(WorkRequest.cancelOf(0)))).isEqualTo("{\"cancel\":true}\n");
  }

  @Test
  void protoCancel_isAsBazelWritesIt() {
    assertThat(Wire.proto().encode(WorkRequest.cancelOf(0)))
        .isEqualTo(HexFormat.of().parseHex("022001"));
  }

  @Test
  void protoRequest_hasItsFieldsByNumber() {
    WorkRequest request =
        WorkRequest.of(1, List.of("a"))
            .withInputs(List.of(new Input("p", Digest.ofText("d"))))
            .withVerbosity(10)
            .withSandboxDir("s");

    assertThat(Wire.proto().encode(request))
        .isEqualTo(
            HexFormat.of()
                .parseHex("12" + "0a0161" + "12060a0170120164" + "1801" + "280a" + "320173"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exitCode\":1,\"output\":\"ä}\\\"\\\\\",\"requestId\":3}",
        " \r\n{\"requestId\":3,\"output\":\"ä}\\\"\\\\\",\"exitCode\":1,\"more\":[{\"x\":null}]}\n"
      })
  void jsonAnswer_isReadInAnyOrder(String json) throws Exception {
    assertThat(read(Protocol.JSON, bytes(json + json))).isEqualTo(WorkResponse.of(3, 1, "ä}\"\\"));
  }

  @ParameterizedTest
  @EnumSource
  void answersInPieces_areWhole(Protocol protocol) throws Exception {
    byte[] answer =
        protocol == Protocol.JSON
            ? bytes("{\"exitCode\":-1,\"wasCancelled\":true}")
            : HexFormat.of().parseHex("0d" + "08ffffffffffffffffff01" + "2001");

    assertThat(of(protocol).decode(new ResponseStream(byteByByte(answer))))
        .isEqualTo(new WorkResponse(-1, "", 0, true));
    assertThat(of(protocol).decode(new ResponseStream(byteByByte(new byte[0])))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"exitCode\":\"1\"}",
        "{\"exitCode\":1.5}",
        "{\"exitCode\":3000000000}",
        "{\"exitCode\":null}",
        "{\"output\":1}",
        "{\"wasCancelled\":\"true\"}",
        "{\"exitCode\":1,\"exitCode\":1}",
        "{\"exit_code\":1}",
        "{'exitCode':1}",
        "{\"exitCode\":1,}",
        "{exitCode:1}",
        "{\"output\":\"a\nb\"}",
        "{} }",
        "{}x"
      })
  void jsonThatIsNoAnswer_isForeign(String json) {
    assertThatThrownBy(() -> readAll(Protocol.JSON, bytes(json)))
        .isInstanceOf(ForeignBytesException.class)
        .hasMessageStartingWith("foreign bytes on the worker's standard output at offset ");
  }

  @Test
  void jsonThatIsNotUtf8_isForeign() {
    byte[] latin = "{\"output\":\"Gr\u00fcn\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> readAll(Protocol.JSON, latin))
        .isInstanceOf(ForeignBytesException.class)
        .hasMessageContaining("not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffffffff01", // a length without an end
        "8080808008", // 2 GiB
        "026869", // text
        "03120268", // a string that is longer than its message
        "04120280ff", // not UTF-8
        "020a00", // a WorkRequest
        "0008"
      })
  void protoThatIsNoAnswer_isForeignOrCutShort(String hex) {
    assertThatThrownBy(() -> readAll(Protocol.PROTO, HexFormat.of().parseHex(hex)))
        .isInstanceOf(ForeignBytesException.class);
  }

  @Test
  void protoAnswerWithALaterField_isRead() throws Exception {
    assertThat(read(Protocol.PROTO, HexFormat.of().parseHex("05" + "0805" + "9a0600")))
        .isEqualTo(WorkResponse.of(0, 5, ""));
  }

  private static Wire of(Protocol protocol) {
    return protocol == Protocol.JSON ? Wire.json() : Wire.proto();
  }

  private static WorkResponse read(Protocol protocol, byte[] bytes) throws Exception {
    WorkResponse response =
        of(protocol).decode(new ResponseStream(new ByteArrayInputStream(bytes)));
    assertThat(response).isNotNull();
    return Objects.requireNonNull(response);
  }

  private static void readAll(Protocol protocol, byte[] bytes) throws ForeignBytesException {
    ResponseStream in = new ResponseStream(new ByteArrayInputStream(bytes));
    while (of(protocol).decode(in) != null) {
      in.endMessage();
    }
  }

  private static InputStream byteByByte(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
