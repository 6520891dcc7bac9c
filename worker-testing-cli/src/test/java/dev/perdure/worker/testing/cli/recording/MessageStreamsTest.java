package dev.perdure.worker.testing.cli.recording;

import static dev.perdure.worker.testing.cli.recording.Frames.answer;
import static dev.perdure.worker.testing.cli.recording.Frames.join;
import static dev.perdure.worker.testing.cli.recording.Frames.request;
import static dev.perdure.worker.testing.cli.recording.Frames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageStreamsTest {
  private final List<RecordedEvent> events = new ArrayList<>();
  private final MessageStreams streams = new MessageStreams(events::add);

  @ParameterizedTest
  @EnumSource
  void everySplit_givesTheSameMessages(Protocol protocol) {
    byte[] in = join(request(protocol, 1, "a \\\\ {", "Grün"), request(protocol, 0, "b"));
    byte[] out = join(answer(protocol, 1, 3, "} no"), answer(protocol, 0, 0, ""));
    for (int split = 0; split <= Math.max(in.length, out.length); split++) {
      events.clear();
      MessageStreams streams = new MessageStreams(events::add);
      pieces(streams, RecordedStream.IN, in, Math.min(split, in.length));
      pieces(streams, RecordedStream.OUT, out, Math.min(split, out.length));
      streams.end(RecordedStream.IN, 9);
      streams.end(RecordedStream.OUT, 9);

      assertThat(events).hasSize(4);
      assertThat(events.get(0))
          .isInstanceOfSatisfying(
              RecordedEvent.Request.class,
              came -> assertThat(came.request().arguments()).hasSize(2).contains("Grün"));
      int first = request(protocol, 1, "a \\\\ {", "Grün").length;
      assertThat(((RecordedEvent.Request) events.get(1)).offset()).isEqualTo(first);
      assertThat(((RecordedEvent.Answer) events.get(2)).response().output()).isEqualTo("} no");
      assertThat(((RecordedEvent.Answer) events.get(3)).response().requestId()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void textOnStandardOutput_isMalformedAtItsFirstByte(Protocol protocol) {
    byte[] good = answer(protocol, 1, 0, "x");
    streams.accept(RecordedStream.IN, 1, request(protocol, 1, "a"));
    streams.accept(RecordedStream.OUT, 2, join(good, utf8("Hello from a library\n"), good));

    assertThat(events).hasSize(3);
    assertThat(events.get(2))
        .isInstanceOfSatisfying(
            RecordedEvent.Malformed.class,
            malformed -> {
              assertThat(malformed.stream()).isEqualTo(RecordedStream.OUT);
              assertThat(malformed.offset()).isEqualTo(good.length);
              assertThat(malformed.problem()).contains("expected").contains("came");
            });
  }

  @ParameterizedTest
  @EnumSource
  void endWithinMessage_isMalformedAtItsFirstByte(Protocol protocol) {
    byte[] whole = request(protocol, 1, "a");
    streams.accept(RecordedStream.IN, 1, join(whole, Arrays.copyOf(whole, whole.length - 3)));
    streams.end(RecordedStream.IN, 2);

    assertThat(events).hasSize(2);
    assertThat(((RecordedEvent.Malformed) events.get(1)).offset()).isEqualTo(whole.length);
    assertThat(((RecordedEvent.Malformed) events.get(1)).problem())
        .contains("after " + (whole.length - 3) + " of its bytes");
  }

  @Test
  void negativeLength_isMalformed() {
    streams.accept(RecordedStream.IN, 1, request(Protocol.PROTO, 1, "a"));
    streams.accept(RecordedStream.OUT, 2, new byte[] {-1, -1, -1, -1, 15});

    assertThat(((RecordedEvent.Malformed) events.get(1)).problem()).contains("4294967295");
  }

  @Test
  void gap_endsTheStream() {
    streams.accept(RecordedStream.IN, 1, request(Protocol.JSON, 1, "a"));
    streams.gap(RecordedStream.IN, 2, 70);
    streams.accept(RecordedStream.IN, 3, request(Protocol.JSON, 2, "a"));

    assertThat(events).hasSize(2);
    assertThat(((RecordedEvent.Malformed) events.get(1)).problem()).contains("70 bytes");
  }

  @Test
  void answerBeforeAnyRequest_isReadOnceTheEncodingIsKnown() {
    streams.accept(RecordedStream.OUT, 1, answer(Protocol.JSON, 7, 0, "x"));
    assertThat(events).isEmpty();

    streams.accept(RecordedStream.IN, 2, request(Protocol.JSON, 1, "a"));
    assertThat(events).hasSize(2);
  }

  @Test
  void frameOf123Bytes_isProto() {
    byte[] frame = request(Protocol.PROTO, 0, "x".repeat(119), "");
    assertThat(frame[0]).isEqualTo((byte) '{');
    for (byte b : frame) {
      streams.accept(RecordedStream.IN, 1, new byte[] {b});
    }
    assertThat(events).hasSize(1);
    assertThat(((RecordedEvent.Request) events.get(0)).protocol()).isEqualTo(Protocol.PROTO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{}; 0; ''",
        "{ \"requestId\" : \"5\" }; 5; ''",
        "{\\n  \"request_id\": 5, \"sandbox_dir\": \"s\"}; 5; s",
        "{\"arguments\":null,\"unknown\":[{}],\"sandboxDir\":\"s\"}; 0; s",
        "{\\n }; 0; ''",
        "\\n\\n {\"requestId\":5}; 5; ''",
        "\ufeff{\"requestId\":5}; 5; ''",
        "{\"inputs\":[{\"digest\":\"Pz8_Pz4-\"}],\"requestId\":5}; 5; ''"
      })
  void jsonOfProto3_isUnderstood(String json, int id, String sandbox) {
    streams.accept(RecordedStream.IN, 1, utf8(json.replace("\\n", "\n")));

    assertThat(events).hasSize(1);
    var request = ((RecordedEvent.Request) events.get(0)).request();
    assertThat(request.requestId()).isEqualTo(id);
    assertThat(request.sandboxDir()).isEqualTo(sandbox.replace("''", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestId\":1,\"request_id\":1}",
        "{\"requestId\":1.5}",
        "{\"inputs\":[{\"digest\":\"?\"}]}",
        "{\"arguments\":[{}]}"
      })
  void jsonThatIsNoRequest_isMalformed(String json) {
    streams.accept(RecordedStream.IN, 1, utf8(json));

    assertThat(events).singleElement().isInstanceOf(RecordedEvent.Malformed.class);
  }

  private static void pieces(
      MessageStreams streams, RecordedStream stream, byte[] bytes, int split) {
    streams.accept(stream, 1, Arrays.copyOf(bytes, split));
    streams.accept(stream, 2, Arrays.copyOfRange(bytes, split, bytes.length));
  }
}
