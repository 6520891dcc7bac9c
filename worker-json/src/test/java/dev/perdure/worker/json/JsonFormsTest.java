package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What members mean, in every form in which proto3 JSON lets them come. */
class JsonFormsTest {
  private static final WorkRequest EMPTY = WorkRequest.of(0, List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \t\r\n{\n}\n",
        "{\n\"arguments\":[ ] , \"inputs\" : [\n]}",
        "{\"arguments\":null,\"inputs\":null,\"requestId\":null,\"cancel\":null,\"verbosity\":null,"
            + "\"sandboxDir\":null}",
        "{\"requestId\":0,\"cancel\":false,\"verbosity\":\"0\",\"sandboxDir\":\"\"}",
        "{\"requestId\":5,\"requestId\":0,\"arguments\":[\"a\"],\"arguments\":[],"
            + "\"cancel\":true,\"cancel\":null}",
        "{\"unknown\":{\"a\":[1,-2.5e+3,{\"b\":null},[[]],{}],\"c\":\"}\\\"{\\u00e9\"},\"d\":true,"
            + "\"e\":false,\"f\":null,\"g\":0,\"\":\"\"}",
      })
  void defaults_inAllForms(String text) throws IOException {
    assertThat(Json.request(text)).isEqualTo(EMPTY);
    byte[] bytes = text.getBytes(UTF_8);
    for (int size = 1; size < 20; size++) {
      WireInput in = Json.input(bytes, size);
      assertThat(new JsonWorkerCodec().readRequest(in)).isEqualTo(EMPTY);
      assertThat(new JsonWorkerCodec().readRequest(in)).isNull();
    }
  }

  @Test
  void snakeCaseAndEscapedNames_areRead() throws IOException {
    assertThat(
            Json.request(
                "{\"request_id\":3,\"sandbox_dir\":\"s\",\"\\u0061rguments\":[\"a\"],"
                    + "\"inputs\":[{\"p\\u0061th\":\"p\"}]}"))
        .isEqualTo(
            WorkRequest.of(3, List.of("a"))
                .withInputs(List.of(new Input("p", Digest.empty())))
                .withSandboxDir("s"));
    assertThat(Json.response("{\"exit_code\":1,\"request_id\":2,\"was_cancelled\":true}"))
        .isEqualTo(new WorkResponse(1, "", 2, true));
  }

  @Test
  void byteOrderMark_beforeTheFirstObject_isSkipped() throws IOException {
    byte[] bytes = "\ufeff {\"requestId\":1}\n{\"requestId\":2}".getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      WireInput in = Json.input(bytes, size);
      assertThat(new JsonWorkerCodec().readRequest(in)).isEqualTo(WorkRequest.of(1, List.of()));
      assertThat(new JsonWorkerCodec().readRequest(in)).isEqualTo(WorkRequest.of(2, List.of()));
      assertThat(new JsonWorkerCodec().readRequest(in)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-7, -7",
    "-0, 0",
    "0.0, 0",
    "1.0, 1",
    "1e3, 1000",
    "1E+3, 1000",
    "12000e-3, 12",
    "0.5e1, 5",
    "0e99999999999999999999, 0",
    "2147483647, 2147483647",
    "-2147483648, -2147483648",
    "2147483647.000, 2147483647",
    "0.000000000000000000000002147483647e33, 2147483647",
    "1000000000000000000000000000e-27, 1",
  })
  void wholeNumbers_inAllForms(String number, int value) throws IOException {
    for (String form : new String[] {number, '"' + number + '"', number + "\n ", " " + number}) {
      String text = "{\"verbosity\":" + form + ",\"requestId\":" + form + "}";
      WorkRequest expected = WorkRequest.of(value, List.of()).withVerbosity(value);
      for (int size : new int[] {1, 2, 7, text.length()}) {
        assertThat(new JsonWorkerCodec().readRequest(Json.input(text.getBytes(UTF_8), size)))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void hugeExponentsAndManyDigits_takeNoTime() throws IOException {
    String zeros = "0".repeat(1 << 20);
    assertThat(Json.request("{\"requestId\":1." + zeros + "}"))
        .isEqualTo(WorkRequest.of(1, List.of()));
    assertThat(Json.request("{\"requestId\":1" + zeros + "e-1048576}"))
        .isEqualTo(WorkRequest.of(1, List.of()));
  }

  @Test
  void truth_asWordOrText() throws IOException {
    assertThat(Json.request("{\"cancel\":true}")).isEqualTo(WorkRequest.cancelOf(0));
    assertThat(Json.request("{\"cancel\":\"true\"}")).isEqualTo(WorkRequest.cancelOf(0));
    assertThat(Json.request("{\"cancel\":\"false\"}")).isEqualTo(EMPTY);
  }

  @Test
  void escapes_areRead_loneSurrogatesReplaced() throws IOException {
    String text =
        "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00e9\\u00E9\\u4e16\\ud83d\\ude00"
            + "|\\ud83d|\\ude00|\\ud83d\\ud83d\\ude00|\\ud83d\\n|\\ud83d\\u0041|\\ud83d";
    String expected = "\"\\/\b\f\n\r\t\u0000éé世😀|\ufffd|\ufffd|\ufffd😀|\ufffd\n|\ufffdA|\ufffd";
    byte[] bytes = ("{\"sandboxDir\":\"ü" + text + "\"}").getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      assertThat(new JsonWorkerCodec().readRequest(Json.input(bytes, size)))
          .extracting(WorkRequest::sandboxDir)
          .isEqualTo("ü" + expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "YQ==, a",
    "YQ, a",
    "YWI=, ab",
    "YWI, ab",
    "YWJj, abc",
    "YWJjZA\\u003d\\u003d, abcd",
    "Pz8/Pz4+, '???>>'",
    "Pz8_Pz4-, '???>>'",
    "YR==, a",
  })
  void base64_inAllForms(String base64, String bytes) throws IOException {
    String expected = base64.startsWith("Pz8") ? "????>>" : bytes;
    byte[] text = ("{\"inputs\":[{\"digest\":\"" + base64 + "\"}]}").getBytes(UTF_8);
    for (int size : new int[] {1, 3, text.length}) {
      assertThat(new JsonWorkerCodec().readRequest(Json.input(text, size)))
          .extracting(request -> request.inputs().get(0).digest())
          .isEqualTo(Digest.ofText(expected));
    }
  }

  @Test
  void digestsOfAllLengths_areRead() throws IOException {
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    for (int length = 0; length <= bytes.length; length++) {
      WorkRequest request =
          WorkRequest.of(0, List.of())
              .withInputs(List.of(new Input("p", Digest.of(bytes, 0, length))));
      assertThat(Json.request(Json.text(request))).isEqualTo(request);
    }
  }

  @Test
  void severalObjects_withAndWithoutNewlines() throws IOException {
    byte[] bytes = "{\"requestId\":1}{\"requestId\":2}\n\n {\n\"requestId\":3\n}".getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      WireInput in = Json.input(bytes, size);
      for (int id = 1; id <= 3; id++) {
        assertThat(new JsonWorkerCodec().readRequest(in)).isEqualTo(WorkRequest.of(id, List.of()));
      }
      assertThat(new JsonWorkerCodec().readRequest(in)).isNull();
    }
  }

  @Test
  void written_asOneLine() {
    assertThat(Json.text(EMPTY)).isEqualTo("{}\n");
    assertThat(Json.text(WorkRequest.cancelOf(4))).isEqualTo("{\"requestId\":4,\"cancel\":true}\n");
    assertThat(
            Json.text(
                WorkRequest.of(1, List.of("out=a", "", "Grün"))
                    .withInputs(
                        List.of(
                            new Input("a.in", Digest.ofText("98")), new Input("b", Digest.empty())))
                    .withVerbosity(10)
                    .withSandboxDir("s/1")))
        .isEqualTo(
            "{\"arguments\":[\"out=a\",\"\",\"Grün\"],"
                + "\"inputs\":[{\"path\":\"a.in\",\"digest\":\"OTg=\"},{\"path\":\"b\"}],"
                + "\"requestId\":1,\"verbosity\":10,\"sandboxDir\":\"s/1\"}\n");
    assertThat(Json.text(WorkResponse.of(0, 0, ""))).isEqualTo("{\"exitCode\":0}\n");
    assertThat(Json.text(new WorkResponse(-1, "a\n\"\\\u0001\u2028\ud800é", 2, true)))
        .isEqualTo(
            "{\"exitCode\":-1,\"output\":\"a\\n\\\"\\\\\\u0001\\u2028\ufffdé\",\"requestId\":2,"
                + "\"wasCancelled\":true}\n");
  }
}
