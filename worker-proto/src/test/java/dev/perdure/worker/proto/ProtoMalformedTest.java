package dev.perdure.worker.proto;

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

/** Bytes that are no message: refused, with what was expected, what came and where. */
class ProtoMalformedTest {
  static Stream<Arguments> malformed() throws IOException {
    return Stream.of(
        Arguments.of(
            Frames.bytes(0x80),
            "byte 1: expected the rest of a message's length, came the end of the stream"
                + " [proto-truncated]"),
        Arguments.of(
            Frames.bytes(5, 0x18, 1),
            "byte 3: expected a message of 5 bytes, came the end of the stream after 2 of them"
                + " [proto-truncated]"),
        Arguments.of(
            Frames.bytes(0xff, 0xff, 0xff, 0xff, 0x0f),
            "byte 0: expected the length of a message, came -1 [proto-length-negative]"),
        Arguments.of(
            Frames.bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
            "byte 0: expected the length of a message, came -1 [proto-length-negative]"),
        Arguments.of(
            Frames.bytes(0xff, 0xff, 0xff, 0xff, 0x07),
            "byte 0: expected a message of at most 268435456 bytes, came one of 2147483647 bytes"
                + " [proto-length-limit]"),
        Arguments.of(
            Frames.bytes(0x80, 0x80, 0x80, 0x80, 0x10),
            "byte 0: expected the length of a message as a varint of 32 bits, came a longer varint"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.bytes(0x81, 0x80, 0x80, 0x80, 0x80, 0x00),
            "byte 0: expected the length of a message as a varint of 32 bits, came a longer varint"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.of(0x00),
            "byte 2: expected a field number from 1 on, came field number 0 [proto-malformed]"),
        Arguments.of(
            Frames.of(0x3e),
            "byte 2: expected a wire type from 0 to 5, came wire type 6 [proto-malformed]"),
        Arguments.of(
            Frames.of(0x3f),
            "byte 2: expected a wire type from 0 to 5, came wire type 7 [proto-malformed]"),
        Arguments.of(
            Frames.of(0x3c),
            "byte 2: expected the end of the innermost group, came the end of group 7"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.of(0x3b, 0x44),
            "byte 3: expected the end of the innermost group, came the end of group 8"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.of(0x3b),
            "byte 2: expected the rest of a field, came the end of the message [proto-malformed]"),
        Arguments.of(
            Frames.of(0x18),
            "byte 2: expected the rest of a field, came the end of the message [proto-malformed]"),
        Arguments.of(
            Frames.of(0x3d, 1, 2),
            "byte 4: expected the rest of a field, came the end of the message [proto-malformed]"),
        Arguments.of(
            Frames.of(0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
            "byte 12: expected a varint of at most 10 bytes, came an 11th byte [proto-malformed]"),
        Arguments.of(
            Frames.of(0x0a, 2, 'x'),
            "byte 3: expected a field of at most the message's remaining 1 bytes, came one of 2 bytes"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f),
            "byte 7: expected a field of at most the message's remaining 0 bytes, came one of -1"
                + " bytes [proto-malformed]"),
        Arguments.of(
            Frames.of(0x12, 3, 0x0a, 2, 'x', 'y'),
            "byte 5: expected a field of at most the message's remaining 1 bytes, came one of 2 bytes"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.of(0x12, 6, 0x0a, 1, 'x', 0x12, 2, 'y', 'z'),
            "byte 8: expected a field of at most the message's remaining 1 bytes, came one of 2 bytes"
                + " [proto-malformed]"),
        Arguments.of(
            Frames.of(0x0a, 3, 'x', 0xc3, 0x28),
            "byte 4: expected text in UTF-8, came byte 0xc3 [proto-utf8]"),
        Arguments.of(
            Frames.of(0x12, 7, 0x0a, 2, 'x', 0x80, 0x12, 1, 'y'),
            "byte 6: expected text in UTF-8, came byte 0x80 [proto-utf8]"),
        Arguments.of(
            Frames.of(0x32, 3, 0xed, 0xa0, 0x80),
            "byte 3: expected text in UTF-8, came byte 0xed [proto-utf8]"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedBytes_areRefused(byte[] bytes, String message) {
    for (int size : new int[] {1, 3, bytes.length}) {
      WireInput in = new WireInput(ChunkedStream.of(bytes, size), CodecLimits.defaults());
      assertThat(
              catchThrowableOfType(
                  WorkerProtocolException.class, () -> new ProtoWorkerCodec().readRequest(in)))
          .hasMessage(message);
    }
  }

  @Test
  void offsets_countFromTheStartOfTheStream() throws IOException {
    WireInput in = Frames.input(Frames.bytes(2, 0x18, 1, 2, 0x18, 2, 1, 0));
    assertThat(new ProtoWorkerCodec().readRequest(in)).isNotNull();
    assertThat(new ProtoWorkerCodec().readRequest(in)).isNotNull();
    assertThat(
            catchThrowableOfType(
                WorkerProtocolException.class, () -> new ProtoWorkerCodec().readRequest(in)))
        .hasMessageStartingWith("byte 8: ");
  }

  @Test
  void claimedLength_costsNoMemory() {
    WireInput in = Frames.input(Frames.bytes(0x80, 0x80, 0x80, 0x80, 0x01, 0x18, 1));
    assertThat(
            catchThrowableOfType(
                WorkerProtocolException.class, () -> new ProtoWorkerCodec().readRequest(in)))
        .extracting(WorkerProtocolException::id)
        .isEqualTo("proto-truncated");
    assertThat(in.array().length).isLessThan(1 << 14);
  }
}
