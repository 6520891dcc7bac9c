package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is no message: refused, with what was expected, what came and where. */
class JsonMalformedTest {
  static Stream<Arguments> malformed() {
    return Stream.of(
        row(
            "{\"requestId\":1",
            "$.requestId, byte 14: expected the rest of the message, came the end of the stream"
                + " [json-truncated]"),
        row(" x", "$, byte 1: expected a request, which is an object, came 'x' [json-syntax]"),
        row("[]", "$, byte 0: expected a request, which is an object, came a list [json-type]"),
        row("{a:1}", "$, byte 1: expected a name in double quotes, came 'a' [json-syntax]"),
        row("{'a':1}", "$, byte 1: expected a name in double quotes, came ''' [json-syntax]"),
        row("{\"a\" 1}", "$, byte 5: expected a colon, came '1' [json-syntax]"),
        row("{\"a\":}", "$.a, byte 5: expected a value, came '}' [json-syntax]"),
        row("{\"a\":1,}", "$.a, byte 7: expected a name in double quotes, came '}' [json-syntax]"),
        row("{\"a\":[1,]}", "$.a, byte 8: expected a value, came ']' [json-syntax]"),
        row("{\"a\":[1}", "$.a, byte 7: expected ',' or ']', came '}' [json-syntax]"),
        row("{\"a\":{\"b\":1]", "$.a, byte 11: expected ',' or '}', came ']' [json-syntax]"),
        row("{\"a\":/**/1}", "$.a, byte 5: expected a value, came '/' [json-syntax]"),
        row("{\"a\":nul1}", "$.a, byte 8: expected null, came '1' [json-syntax]"),
        row("{\"a\":truex}", "$.a, byte 9: expected ',' or '}', came 'x' [json-syntax]"),
        row("{\"a\":01}", "$.a, byte 5: expected a number, came 01 [json-syntax]"),
        row("{\"a\":1.}", "$.a, byte 5: expected a number, came 1. [json-syntax]"),
        row("{\"a\":-}", "$.a, byte 5: expected a number, came - [json-syntax]"),
        row("{\"a\":+1}", "$.a, byte 5: expected a number, came +1 [json-syntax]"),
        row("{\"a\":1e}", "$.a, byte 5: expected a number, came 1e [json-syntax]"),
        row(
            "{\"arguments\":\"x\"}",
            "$.arguments, byte 13: expected a list of text, came text [json-type]"),
        row(
            "{\"arguments\":[\"a\",null]}",
            "$.arguments[1], byte 18: expected text in double quotes, came null [json-type]"),
        row(
            "{\"arguments\":[\"a\",1]}",
            "$.arguments[1], byte 18: expected text in double quotes, came a number [json-type]"),
        row(
            "{\"arguments\":[\"a\",]}",
            "$.arguments[1], byte 18: expected text in double quotes, came ']' [json-syntax]"),
        row(
            "{\"arguments\":[\"a\"\"b\"]}",
            "$.arguments[0], byte 17: expected ',' or ']', came '\"' [json-syntax]"),
        row(
            "{\"inputs\":[null]}",
            "$.inputs[0], byte 11: expected an input, which is an object, came null [json-type]"),
        row(
            "{\"inputs\":[{\"path\":\"a\"},{\"path\":7}]}",
            "$.inputs[1].path, byte 32: expected text in double quotes, came a number [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"a\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"YQ==YQ==\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"+_+_\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"YWJjYWI==\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"====\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"YWJj====\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":\"YQ=\"}]}",
            "$.inputs[0].digest, byte 22: expected bytes as base64, came other text [json-type]"),
        row(
            "{\"inputs\":[{\"digest\":7}]}",
            "$.inputs[0].digest, byte 21: expected bytes as base64 in double quotes, came a number"
                + " [json-type]"),
        row(
            "{\"cancel\":1}",
            "$.cancel, byte 10: expected true or false, came a number [json-type]"),
        row(
            "{\"cancel\":\"yes\"}",
            "$.cancel, byte 10: expected true or false, came the text \"yes\" [json-type]"),
        row(
            "{\"requestId\":true}",
            "$.requestId, byte 13: expected an integer, came true or false [json-type]"),
        row(
            "{\"requestId\":\"x\"}",
            "$.requestId, byte 13: expected an integer, came the text \"x\" [json-type]"),
        row(
            "{\"requestId\":\"\"}",
            "$.requestId, byte 13: expected an integer, came the text \"\" [json-type]"),
        row(
            "{\"requestId\":1.5}",
            "$.requestId, byte 13: expected an integer of at most 32 bits, came 1.5 [json-range]"),
        row(
            "{\"requestId\":2147483648}",
            "$.requestId, byte 13: expected an integer of at most 32 bits, came 2147483648"
                + " [json-range]"),
        row(
            "{\"requestId\":-2147483649}",
            "$.requestId, byte 13: expected an integer of at most 32 bits, came -2147483649"
                + " [json-range]"),
        row(
            "{\"requestId\":1e999999999999}",
            "$.requestId, byte 13: expected an integer of at most 32 bits, came 1e999999999999"
                + " [json-range]"),
        row(
            "{\"requestId\":1e-1}",
            "$.requestId, byte 13: expected an integer of at most 32 bits, came 1e-1 [json-range]"),
        row("{\"requestId\":01}", "$.requestId, byte 13: expected a number, came 01 [json-syntax]"),
        row(
            "{\"requestId\":1,\"request_id\":1}",
            "$.request_id, byte 28: expected one name for a member, came requestId, too"
                + " [json-names]"),
        row(
            "{\"request_id\":null,\"cancel\":true,\"requestId\":0}",
            "$.requestId, byte 45: expected one name for a member, came request_id, too"
                + " [json-names]"),
        row(
            "{\"sandbox_dir\":\"\",\"sandboxDir\":\"a\"}",
            "$.sandboxDir, byte 31: expected one name for a member, came sandbox_dir, too"
                + " [json-names]"),
        row(
            "{\"sandboxDir\":\"a\nb\"}",
            "$.sandboxDir, byte 16: expected control characters to be escaped, came byte 0x0a"
                + " [json-syntax]"),
        row(
            "{\"sandboxDir\":\"\\na\nb\"}",
            "$.sandboxDir, byte 18: expected control characters to be escaped, came byte 0x0a"
                + " [json-syntax]"),
        row(
            "{\"sandboxDir\":\"\\x\"}",
            "$.sandboxDir, byte 16: expected one of \"\\/bfnrtu after a backslash, came 'x'"
                + " [json-syntax]"),
        row(
            "{\"sandboxDir\":\"\\u12g4\"}",
            "$.sandboxDir, byte 19: expected four hexadecimal digits after \\u, came 'g'"
                + " [json-syntax]"),
        row(
            "{\"sandboxDir\":\"a\u00ff\"}",
            "$.sandboxDir, byte 15: expected text in UTF-8, came byte 0xff in it [json-utf8]"),
        row(
            "{\"a\":\"\u00c0\u0080\"}",
            "$.a, byte 6: expected text in UTF-8, came byte 0xc0 in it [json-utf8]"),
        row(
            "{\"sandboxDir\":\"\u00ed\u00a0\u0080\"}",
            "$.sandboxDir, byte 15: expected text in UTF-8, came byte 0xed in it [json-utf8]"),
        row(
            "{\"sandboxDir\":\"\u00c3\\n\"}",
            "$.sandboxDir, byte 15: expected text in UTF-8, came byte 0xc3 in it [json-utf8]"));
  }

  private static Arguments row(String text, String message) {
    return Arguments.of(text, message);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedText_isRefused(String text, String message) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    for (int size = 1; size <= bytes.length; size++) {
      WireInput in = Json.input(bytes, size);
      assertThat(refused(in)).as("chunks of %d", size).hasMessage(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exitCode\":1,\"exit_code\":1}",
        "{\"request_id\":1,\"requestId\":2}",
        "{\"wasCancelled\":true,\"was_cancelled\":false}",
        "{\"was_cancelled\":null,\"wasCancelled\":null}",
      })
  void memberOfAResponse_underBothNames_isRefused(String text) {
    WireInput in = Json.input(text.getBytes(ISO_8859_1), 7);
    assertThat(
            catchThrowableOfType(
                    WorkerProtocolException.class, () -> new JsonWorkerCodec().readResponse(in))
                .id())
        .isEqualTo("json-names");
  }

  @ParameterizedTest
  @ValueSource(strings = {" \u00ef\u00bb", "\u00ef\u00bb\u00be{}", "{}\u00ef\u00bb\u00bf{}"})
  void byteOrderMark_thatIsNone_isRefused(String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    for (int size = 1; size <= bytes.length; size++) {
      WireInput in = Json.input(bytes, size);
      if (text.startsWith("{}")) {
        assertThat(new JsonWorkerCodec().readRequest(in)).isNotNull();
      }
      assertThat(refused(in).id()).isEqualTo("json-syntax");
    }
  }

  @Test
  void offsets_countFromTheStartOfTheStream() throws IOException {
    WireInput in = Json.input("{}\n{\"cancel\":true}\nx".getBytes(ISO_8859_1), 5);
    assertThat(new JsonWorkerCodec().readRequest(in)).isNotNull();
    assertThat(new JsonWorkerCodec().readRequest(in)).isNotNull();
    assertThat(refused(in)).hasMessageStartingWith("$, byte 19: ");
  }

  @Test
  void endlessText_isRefusedAtTheLimit() {
    byte[] bytes = ("{\"sandboxDir\":\"" + "x".repeat(1 << 20)).getBytes(ISO_8859_1);
    WireInput in = new WireInput(ChunkedStream.of(bytes, 1000), new CodecLimits(100_000, 10));
    assertThat(refused(in).id()).isEqualTo("json-length-limit");
    assertThat(in.array().length).isLessThan(1 << 18);
  }

  private static WorkerProtocolException refused(WireInput in) {
    return catchThrowableOfType(
        WorkerProtocolException.class, () -> new JsonWorkerCodec().readRequest(in));
  }
}
