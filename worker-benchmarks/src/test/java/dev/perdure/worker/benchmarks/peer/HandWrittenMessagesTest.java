package dev.perdure.worker.benchmarks.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A floor that decodes less would be compared for nothing. */
class HandWrittenMessagesTest {
  private static final int ID = 300;

  private final WorkRequest inputs = Requests.of(100);
  private final WorkRequest request =
      WorkRequest.of(ID, inputs.arguments()).withInputs(inputs.inputs());

  private static HandWrittenMessages of(WireFormat format) {
    return format == WireFormat.JSON ? new HandWrittenJson() : new HandWrittenProto();
  }

  @ParameterizedTest
  @EnumSource
  void request_isDecodedWhole(WireFormat format) {
    byte[] bytes = format.bytes(request);
    HandWrittenMessages messages = of(format);

    // As a pipe gives it.
    for (int count = 0; count < bytes.length; count++) {
      assertThat(messages.read(bytes, 0, count)).isEqualTo(-1);
    }
    assertThat(messages.read(bytes, 0, bytes.length)).isEqualTo(bytes.length);

    assertThat(messages.arguments).isEqualTo(request.arguments());
    assertThat(messages.inputs)
        .containsExactlyElementsOf(
            request.inputs().stream()
                .flatMap(it -> Stream.of(it.path(), sent(it.digest().toString(), format)))
                .toList());
    assertThat(messages.requestId).isEqualTo(ID);
  }

  /** JSON has the bytes of a digest in base64, which a worker has no need to decode. */
  private static String sent(String digest, WireFormat format) {
    return format == WireFormat.JSON
        ? Base64.getEncoder().encodeToString(digest.getBytes(ISO_8859_1))
        : digest;
  }

  @ParameterizedTest
  @EnumSource
  void answer_hasTheIdOfTheRequest(WireFormat format) throws Exception {
    byte[] bytes = format.bytes(request);
    HandWrittenMessages messages = of(format);
    messages.read(bytes, 0, bytes.length);
    byte[] answer = new byte[HandWrittenMessages.MAX_ANSWER_BYTES];

    int length = messages.answer(answer, 0);

    WireInput input =
        new WireInput(new ByteArrayInputStream(answer, 0, length), CodecLimits.defaults());
    assertThat(
            format == WireFormat.JSON
                ? new JsonWorkerCodec().readResponse(input)
                : new ProtoWorkerCodec().readResponse(input))
        .isEqualTo(WorkResponse.of(ID, 0, ""));
  }
}
