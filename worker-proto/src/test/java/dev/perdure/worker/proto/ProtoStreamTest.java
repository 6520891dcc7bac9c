package dev.perdure.worker.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.CodedOutputStream;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are larger than what is at hand of them. */
class ProtoStreamTest {
  private static final int PIPE_BYTES = 64 << 10;
  private static final int UNKNOWN_FIELD = 15 << 3 | 2;

  /** Inputs of all shapes, whose limits fall on all places of the array. */
  private static WorkRequest large() {
    Random random = new Random(1);
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String path = "p".repeat(random.nextInt(1 + random.nextInt(1 + random.nextInt(1_000))));
      byte[] digest = new byte[random.nextInt(4) == 0 ? random.nextInt(200) : 64];
      random.nextBytes(digest);
      inputs.add(new Input(path + (i % 7 == 0 ? "ü" : ""), Digest.of(digest)));
    }
    return WorkRequest.of(7, List.of("a", "b".repeat(100_000), "c"))
        .withInputs(inputs)
        .withSandboxDir("sandbox");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8_192, PIPE_BYTES, Integer.MAX_VALUE})
  void inPieces_isReadAsInOne(int size) throws IOException {
    WireOutput out = new WireOutput();
    WorkRequest request = large();
    new ProtoWorkerCodec().writeRequest(request, out);
    WorkRequest next = WorkRequest.of(8, List.of());
    new ProtoWorkerCodec().writeRequest(next, out);

    WireInput in = new WireInput(ChunkedStream.of(Frames.bytes(out), size), CodecLimits.defaults());

    assertThat(new ProtoWorkerCodec().readRequest(in)).isEqualTo(request);
    assertThat(new ProtoWorkerCodec().readRequest(in)).isEqualTo(next);
    assertThat(new ProtoWorkerCodec().readRequest(in)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, PIPE_BYTES})
  void unknownFieldThatIsLargerThanTheArray_isSkipped(int size) throws IOException {
    WireOutput known = new WireOutput();
    new ProtoWorkerCodec().writeRequest(WorkRequest.of(9, List.of("behind it")), known);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    out.writeUInt32NoTag(UNKNOWN_FIELD);
    out.writeByteArrayNoTag(new byte[3 * PIPE_BYTES]);
    // Without its own length, which is one byte.
    out.writeRawBytes(Arrays.copyOfRange(known.array(), 1, known.size()));
    out.flush();

    WireInput in =
        new WireInput(
            ChunkedStream.of(Frames.of(message.toByteArray()), size), CodecLimits.defaults());

    assertThat(new ProtoWorkerCodec().readRequest(in))
        .isEqualTo(WorkRequest.of(9, List.of("behind it")));
    assertThat(in.array()).hasSizeLessThanOrEqualTo(PIPE_BYTES);
  }

  @Test
  void manyInputs_takeNoLargerArrayThanAPipe() throws IOException {
    Input input = new Input("a/path/of/some/length", Digest.ofText("0".repeat(64)));
    List<Input> inputs = Collections.nCopies(100_000, input);
    WireOutput out = new WireOutput();
    new ProtoWorkerCodec().writeRequest(WorkRequest.of(0, List.of()).withInputs(inputs), out);

    WireInput in =
        new WireInput(ChunkedStream.of(Frames.bytes(out), PIPE_BYTES), CodecLimits.defaults());

    assertThat(new ProtoWorkerCodec().readRequest(in)).isNotNull();
    assertThat(in.array()).hasSizeLessThanOrEqualTo(PIPE_BYTES);
  }

  @Test
  void lengthThatIsOnlyClaimed_makesNoRoom() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeUInt32NoTag(CodecLimits.defaults().maxMessageBytes());
    // Forty empty arguments and inputs: enough for lists to grow, of all that is said to come.
    for (int i = 0; i < 40; i++) {
      out.writeRawBytes(Frames.bytes(0x0a, 0, 0x12, 0));
    }
    out.flush();
    WireInput in = Frames.input(bytes.toByteArray());

    WorkerProtocolException e =
        catchThrowableOfType(
            WorkerProtocolException.class, () -> new ProtoWorkerCodec().readRequest(in));

    assertThat(e).hasMessageContaining("came the end of the stream after 160 of them");
    assertThat(ProtoRequest.capacity(40, 160, Integer.MAX_VALUE - 160)).isEqualTo(160);
  }

  @Test
  void listsGrow_asTheMessageGoesOn() {
    assertThat(ProtoRequest.capacity(0, 0, 1_000)).isEqualTo(16);
    assertThat(ProtoRequest.capacity(1_000, 150_000, 150_000)).isBetween(2_000, 2_100);
    assertThat(ProtoRequest.capacity(1_000, 150_000, 0)).isGreaterThan(1_000);
    // Short elements behind a lot of other fields: growth by one each would be quadratic.
    assertThat(ProtoRequest.capacity(16, 100_000_000, 4_000_000)).isEqualTo(32);
    // The most that a message can hold: an element takes two bytes at least.
    assertThat(ProtoRequest.capacity(1 << 29, 1 << 30, 1 << 30)).isGreaterThan(1 << 30);
  }
}
