package dev.perdure.worker.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A peer that decodes something else would be compared for nothing. */
class DecodersTest {
  private static final int INPUTS = 300;

  private final WorkRequest request = Requests.of(INPUTS);
  private final byte[] json = WireFormat.JSON.bytes(request);

  @Test
  void requests_areOfTheSizeThatBazelSends() {
    assertThat(request.inputs().subList(0, 3))
        .hasSize(3)
        .allMatch(it -> it.path().length() == 80 && it.digest().length() == 64)
        .doesNotHaveDuplicates();
  }

  @Test
  void gson_decodesTheSame() throws Exception {
    assertThat(
            GsonDecoder.read(
                new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8)))
        .isEqualTo(request);
  }

  @Test
  void jackson_decodesTheSame() throws Exception {
    assertThat(JacksonDecoder.read(json)).isEqualTo(request);
  }

  @Test
  void perdure_decodesTheSame_timeAndAgain() throws Exception {
    JsonDecoding json = new JsonDecoding();
    ProtoDecoding proto = new ProtoDecoding();
    json.count = INPUTS;
    proto.count = INPUTS;
    json.encode();
    proto.encode();
    for (int i = 0; i < 3; i++) {
      assertThat(json.perdure()).isEqualTo(request);
      assertThat(proto.perdure()).isEqualTo(request);
      assertThat(json.jsonFormat()).isEqualTo(proto.protobufJava());
    }
  }
}
