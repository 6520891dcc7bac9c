package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.StreamStart;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.contract.ChunkedStream;
import dev.perdure.worker.runtime.log.WorkerMessage;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CodecChoiceTest {
  @Test
  void onlyCodec_needNotKnowItsBytes() throws IOException {
    WorkerCodec codec = new TextCodec();
    assertThat(choose(List.of(codec), "work 1")).isSameAs(codec);
  }

  @Test
  void codecThatIsSure_isChosenAtOnce() throws IOException {
    WorkerCodec a = codec("a", text -> StreamStart.POSSIBLE);
    WorkerCodec b = codec("b", text -> sureAt(text, "xy"));
    assertThat(choose(List.of(a, b), "xy")).isSameAs(b);
  }

  @Test
  void lastCodecThatIsPossible_isChosen() throws IOException {
    WorkerCodec a = codec("a", text -> text.length() < 5 ? StreamStart.POSSIBLE : impossible());
    WorkerCodec b = codec("b", text -> StreamStart.POSSIBLE);
    assertThat(choose(List.of(a, b), "12345")).isSameAs(b);
  }

  @Test
  void completeMessage_isChosenWhereNothingFollows() throws IOException {
    WorkerCodec a = codec("a", text -> StreamStart.POSSIBLE);
    WorkerCodec b = codec("b", CodecChoiceTest::completeAtTwo);
    assertThat(choose(List.of(a, b), "12")).isSameAs(b);
    assertThat(choose(List.of(a, b), "123")).isSameAs(a);
  }

  @Test
  void equalCodecs_areChosenByName() throws IOException {
    WorkerCodec a = codec("a", text -> sureAt(text, "xy"));
    WorkerCodec b = codec("b", text -> sureAt(text, "xy"));
    assertThat(choose(List.of(a, b), "xy")).isSameAs(a);
    assertThat(choose(List.of(b, a), "xy")).isSameAs(a);
  }

  @Test
  void longStreamWithoutASign_isNotReadToItsEnd() throws IOException {
    WorkerCodec a = codec("a", text -> StreamStart.POSSIBLE);
    WorkerCodec b = codec("b", text -> StreamStart.POSSIBLE);
    assertThat(choose(List.of(b, a), "x".repeat(ProtocolDetector.MAX_BYTES))).isSameAs(a);
  }

  @Test
  void bytesOfNoCodec_areShownWithTheCodecsThatAreThere() {
    WorkerCodec a = codec("a", text -> impossible());
    WorkerCodec b = codec("b", text -> text.length() < 2 ? StreamStart.POSSIBLE : impossible());
    assertThatThrownBy(() -> choose(List.of(a, codec("c", text -> impossible())), "\nab"))
        .hasMessage(WorkerMessage.CODEC_MISSING.text("0a", "a, c"));
    assertThatThrownBy(() -> choose(List.of(b), "{\u0001"))
        .hasMessage(WorkerMessage.CODEC_MISSING.text("7b 01", "b"));
  }

  @Test
  void malformedBytes_areReportedByACodecThatTheyBeginAs() throws IOException {
    WorkerCodec a = codec("a", text -> text.length() < 9 ? StreamStart.POSSIBLE : impossible());
    WorkerCodec b = codec("b", text -> text.length() < 9 ? StreamStart.POSSIBLE : impossible());
    assertThat(choose(List.of(b, a), "123456789")).isSameAs(a);
  }

  @Test
  void noCodecAtAll_isSaid() {
    assertThatThrownBy(() -> choose(List.of(), "{}"))
        .hasMessage(WorkerMessage.CODEC_MISSING.text("7b", "none"));
  }

  /** Chooses from a stream that gives the bytes at once, and then waits for ever. */
  private static WorkerCodec choose(List<WorkerCodec> codecs, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    WireInput in =
        new WireInput(ChunkedStream.endless(bytes, bytes.length), CodecLimits.defaults());
    in.fill();
    return ProtocolDetector.detect(codecs, in);
  }

  private static StreamStart sureAt(String text, String start) {
    return text.equals(start) ? StreamStart.CERTAIN : StreamStart.POSSIBLE;
  }

  private static StreamStart completeAtTwo(String text) {
    return switch (text.length()) {
      case 1 -> StreamStart.POSSIBLE;
      case 2 -> StreamStart.COMPLETE;
      default -> StreamStart.IMPOSSIBLE;
    };
  }

  private static StreamStart impossible() {
    return StreamStart.IMPOSSIBLE;
  }

  private static WorkerCodec codec(String name, Function<String, StreamStart> begins) {
    return new TextCodec() {
      @Override
      public String protocol() {
        return name;
      }

      @Override
      public StreamStart begins(byte[] bytes, int from, int to) {
        return begins.apply(new String(bytes, from, to - from, UTF_8));
      }
    };
  }
}
