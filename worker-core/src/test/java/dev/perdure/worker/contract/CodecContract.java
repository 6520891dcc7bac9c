package dev.perdure.worker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every codec must pass. */
public abstract class CodecContract {
  private static final WorkRequest FULL =
      new WorkRequest(
          List.of("--out", "", "Grün 世界 😀 \"\\\t\u0000", "x".repeat(300)),
          List.of(
              new Input("pkg/a.in", Digest.ofText("5891b5b522d5df086d0ff0b110fbd9d21bb4fc71")),
              new Input("", Digest.empty()),
              new Input("größer", Digest.of(new byte[] {0, -1, 127, -128}))),
          7,
          true,
          10,
          "__sandbox/1/_main");
  private static final WorkRequest EMPTY = WorkRequest.of(0, List.of());

  /** A contract to be passed. */
  public CodecContract() {}

  /** The codec under test. */
  public abstract WorkerCodec codec();

  /** A request of no fields but an unknown one, in which all nests {@code depth} deep. */
  public abstract byte[] nested(int depth) throws IOException;

  /** What an encoded message is without that which need not follow it. */
  public byte[] bare(byte[] encoded) {
    return encoded;
  }

  /** How many bytes of an encoded message of 128 to 16,383 count against the limit. */
  public abstract int counted(byte[] encoded);

  @Test
  void serviceLoader_findsTheCodec() {
    assertThat(ServiceLoader.load(WorkerCodec.class))
        .extracting(WorkerCodec::protocol)
        .contains(codec().protocol());
  }

  @Test
  void cleanEnd_isNull() throws IOException {
    assertThat(codec().readRequest(input(InputStream.nullInputStream()))).isNull();
    assertThat(codec().readResponse(input(InputStream.nullInputStream()))).isNull();
  }

  @Test
  void splitAnywhere_readsTheSame() throws IOException {
    byte[] stream = encode(FULL, EMPTY, FULL);
    for (int split = 0; split <= stream.length; split++) {
      assertThat(readAll(ChunkedStream.split(stream, split))).containsExactly(FULL, EMPTY, FULL);
    }
    for (int size = 1; size <= 17; size++) {
      assertThat(readAll(ChunkedStream.of(stream, size))).containsExactly(FULL, EMPTY, FULL);
    }
  }

  @Test
  void cutAnywhere_isTruncated() throws IOException {
    byte[] request = bare(encode(FULL));
    for (int length = 1; length < request.length; length++) {
      WireInput in = input(ChunkedStream.of(Arrays.copyOf(request, length), 64));
      assertThat(refused(() -> codec().readRequest(in)).id())
          .as("cut at %d", length)
          .isEqualTo(codec().protocol() + "-truncated");
    }
    byte[] response = bare(encode(new WorkResponse(-3, "Größe\n", 9, true)));
    for (int length = 1; length < response.length; length++) {
      WireInput in = input(ChunkedStream.of(Arrays.copyOf(response, length), 64));
      assertThat(refused(() -> codec().readResponse(in)).id())
          .as("cut at %d", length)
          .isEqualTo(codec().protocol() + "-truncated");
    }
  }

  @Test
  void wholeMessage_isReadWithoutWaitingForMore() throws IOException {
    byte[] request = bare(encode(FULL));
    for (int size : new int[] {1, 3, request.length}) {
      WireInput in = input(ChunkedStream.endless(request, size));
      assertThat(codec().readRequest(in)).isEqualTo(FULL);
    }
  }

  @Test
  void defaults_areRead() throws IOException {
    assertThat(readAll(ChunkedStream.of(encode(EMPTY), 1))).containsExactly(EMPTY);
    WorkResponse empty = WorkResponse.of(0, 0, "");
    assertThat(codec().readResponse(input(ChunkedStream.of(encode(empty), 1)))).isEqualTo(empty);
  }

  @Test
  void randomMessages_comeBackEqual() throws IOException {
    RandomMessages messages = new RandomMessages(RandomMessages.seed());
    for (int round = 0; round < 300; round++) {
      List<WorkRequest> requests = new ArrayList<>();
      List<WorkResponse> responses = new ArrayList<>();
      for (int i = messages.random().nextInt(5); i >= 0; i--) {
        requests.add(messages.request());
        responses.add(messages.response());
      }
      byte[] stream = encode(requests.toArray(WorkRequest[]::new));
      int most = 1 + messages.random().nextInt(500);
      assertThat(readAll(ChunkedStream.of(stream, () -> messages.random().nextInt(most))))
          .isEqualTo(requests);
      WireInput in =
          input(
              ChunkedStream.of(
                  encode(responses.toArray(WorkResponse[]::new)),
                  () -> messages.random().nextInt(most)));
      for (WorkResponse response : responses) {
        assertThat(codec().readResponse(in)).isEqualTo(response);
      }
      assertThat(codec().readResponse(in)).isNull();
    }
  }

  @Test
  void everyCharacter_comesBack_loneSurrogatesReplaced() throws IOException {
    StringBuilder sent = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      sent.append((char) c).append(' ');
      expected.append(Character.isSurrogate((char) c) ? '\ufffd' : (char) c).append(' ');
    }
    sent.append("\ud83d\ud83d\ude00\ude00\ud83d");
    expected.append("\ufffd\ud83d\ude00\ufffd\ufffd");
    byte[] bytes = encode(WorkResponse.of(1, 0, sent.toString()));
    WireInput in = input(ChunkedStream.of(bytes, 4096));
    assertThat(codec().readResponse(in)).isEqualTo(WorkResponse.of(1, 0, expected.toString()));
    assertThat(codec().readResponse(in)).isNull();
  }

  @Test
  void messageOverTheLimit_isRefused() throws IOException {
    WorkRequest request = WorkRequest.of(1, List.of("x".repeat(5000)));
    byte[] bytes = bare(encode(request));
    int limit = counted(bytes);
    for (int size : new int[] {1, 1000, bytes.length}) {
      WireInput in =
          new WireInput(
              ChunkedStream.of(concatenated(bytes, bytes), size), new CodecLimits(limit, 100));
      assertThat(codec().readRequest(in)).isEqualTo(request);
      assertThat(codec().readRequest(in)).isEqualTo(request);
      WireInput tight =
          new WireInput(ChunkedStream.of(bytes, size), new CodecLimits(limit - 1, 100));
      assertThat(refused(() -> codec().readRequest(tight)).id())
          .isEqualTo(codec().protocol() + "-length-limit");
    }
  }

  @Test
  void nestingOverTheLimit_isRefused() throws IOException {
    for (int limit : new int[] {5, 100, 50_000}) {
      CodecLimits limits = new CodecLimits(1 << 20, limit);
      for (int size : new int[] {7, 8192}) {
        assertThat(
                codec().readRequest(new WireInput(ChunkedStream.of(nested(limit), size), limits)))
            .isEqualTo(EMPTY);
        WireInput in = new WireInput(ChunkedStream.of(nested(limit + 1), size), limits);
        assertThat(refused(() -> codec().readRequest(in)).id())
            .isEqualTo(codec().protocol() + "-nesting");
      }
    }
  }

  @Test
  void hugeMessage_isReadInBoundedMemory() throws IOException {
    WorkResponse text = WorkResponse.of(1, 0, "0123456789abcdef".repeat(20 << 16));
    byte[] bytes = encode(text);
    WireInput in = input(ChunkedStream.of(concatenated(bytes, bytes), 64 << 10));
    assertThat(codec().readResponse(in)).isEqualTo(text);
    assertThat(in.array().length).isLessThan(3 * bytes.length);
    assertThat(codec().readResponse(in)).isEqualTo(text);
    assertThat(in.array().length).isLessThan(3 * bytes.length);
    assertThat(codec().readResponse(in)).isNull();
  }

  @Test
  void decodedLists_areImmutable() throws IOException {
    WorkRequest request = readAll(ChunkedStream.of(encode(FULL), 100)).get(0);
    assertThatThrownBy(() -> request.arguments().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> request.inputs().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private List<WorkRequest> readAll(InputStream stream) throws IOException {
    WireInput in = input(stream);
    List<WorkRequest> requests = new ArrayList<>();
    for (WorkRequest next = codec().readRequest(in); next != null; next = codec().readRequest(in)) {
      requests.add(next);
    }
    return requests;
  }

  private byte[] encode(WorkRequest... requests) throws IOException {
    WireOutput out = new WireOutput();
    for (WorkRequest request : requests) {
      codec().writeRequest(request, out);
    }
    return bytes(out);
  }

  private byte[] encode(WorkResponse... responses) throws IOException {
    WireOutput out = new WireOutput();
    for (WorkResponse response : responses) {
      codec().writeResponse(response, out);
    }
    return bytes(out);
  }

  private static byte[] bytes(WireOutput out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static WireInput input(InputStream stream) {
    return new WireInput(stream, CodecLimits.defaults());
  }

  private static WorkerProtocolException refused(Reading reading) {
    return catchThrowableOfType(WorkerProtocolException.class, reading::read);
  }

  /** Reads a message. */
  private interface Reading {
    @Nullable Object read() throws IOException;
  }
}
