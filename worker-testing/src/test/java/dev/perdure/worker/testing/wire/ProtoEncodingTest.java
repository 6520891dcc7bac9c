package dev.perdure.worker.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.contract.Corruption;
import dev.perdure.worker.contract.Peers;
import dev.perdure.worker.contract.RandomMessages;
import dev.perdure.worker.peer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes and the same meaning as protobuf-java's generated classes. */
class ProtoEncodingTest {
  private static final int MESSAGES = 50_000;
  private static final HexFormat HEX = HexFormat.of();
  private static final long SEED = RandomMessages.seed();

  private final RandomMessages messages = new RandomMessages(SEED);

  /** Reads all of some bytes as one message. */
  private interface Reader<T> {
    T read(byte[] bytes, int from, int length) throws MalformedMessageException;
  }

  @Test
  void randomRequests_areThePeers() throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      WorkRequest request = messages.request();
      Peer.WorkRequest peer = Peers.peer(request);
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      peer.writeDelimitedTo(theirs);
      assertThat(ProtoEncoding.delimited(request)).isEqualTo(theirs.toByteArray());
      assertThat(whole(ProtoEncoding::request, peer.toByteArray())).isEqualTo(request);
    }
  }

  @Test
  void randomAnswers_areThePeers() throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      WorkResponse answer = messages.response();
      assertThat(whole(ProtoEncoding::answer, Peers.peer(answer).toByteArray())).isEqualTo(answer);
    }
  }

  @Test
  void messageWithinOtherBytes_isRead() throws Exception {
    byte[] bytes = HEX.parseHex("ffff" + "0803" + "ffff");

    assertThat(ProtoEncoding.answer(bytes, 2, 2)).isEqualTo(WorkResponse.of(0, 3, ""));
    assertThat(ProtoEncoding.answer(bytes, 2, 0)).isEqualTo(WorkResponse.of(0, 0, ""));
  }

  @Test
  void corruptedMessages_areRefusedOrReadAsThePeerReadsThem() {
    Corruption corruption = new Corruption(messages.random());
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] request = corruption.of(Peers.peer(messages.request()).toByteArray());
      byte[] answer = corruption.of(Peers.peer(messages.response()).toByteArray());
      if (agreed(request, ProtoEncoding::request, Peer.WorkRequest.parser(), Peers::ours)) {
        read++;
      }
      if (agreed(answer, ProtoEncoding::answer, Peer.WorkResponse.parser(), Peers::ours)) {
        read++;
      }
    }
    assertThat(read).isBetween(MESSAGES / 50, 2 * MESSAGES - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1801" + "1802", // the last of two
        "1a0101", // the id as bytes
        "0801", // an argument as a number
        "1200" + "1204" + "0a016182", // an input that ends within a tag
        "1204" + "10010a00", // a digest as a number
        "98ffffffff7f01", // a field of more than 32 bits
        "18ffffffffffffffffff01", // -1
        "18808080801001", // only the upper 32 bits
        "2080808080808080808001", // a bool of the highest bit
        "38ffffffffffffffffffff01", // a varint of 11 bytes
        "0affffffff0f", // a negative length
        "0a0561", // longer than the message
        "0a02c080", // not UTF-8
        "3a03ffffff" + "1801", // unknown bytes
        "390102030405060708" + "1801", // unknown fixed numbers
        "3d01020304" + "1801",
        "3d010203",
        "3b1801" + "3c" + "1802", // a group with a field in it
        "3b1801", // a group without an end
        "3b44", // a group with the end of another
        "3c",
        "3e", // wire types 6 and 7
        "3f",
        "0001", // the field number 0
        "00"
      })
  void unusualBytes_areRefusedOrReadAsThePeerReadsThem(String hex) {
    byte[] bytes = HEX.parseHex(hex);

    agreed(bytes, ProtoEncoding::request, Peer.WorkRequest.parser(), Peers::ours);
    agreed(bytes, ProtoEncoding::answer, Peer.WorkResponse.parser(), Peers::ours);
  }

  @ParameterizedTest
  @CsvSource({"100, true", "101, false"})
  void groupsInGroups_areSkippedAsDeepAsThePeerSkipsThem(int depth, boolean taken)
      throws IOException {
    byte[] inRequest = groups(depth);
    byte[] inInput =
        Peer.WorkRequest.newBuilder()
            .addInputs(Peer.Input.parseFrom(groups(depth - 1)))
            .build()
            .toByteArray();

    for (byte[] bytes : List.of(inRequest, inInput)) {
      assertThat(agreed(bytes, ProtoEncoding::request, Peer.WorkRequest.parser(), Peers::ours))
          .isEqualTo(taken);
    }
  }

  private static byte[] groups(int depth) {
    return HEX.parseHex("3b".repeat(depth) + "3c".repeat(depth));
  }

  /** Whether both read the bytes, and as the same message; false if both refuse them. */
  private static <T, P> boolean agreed(
      byte[] bytes, Reader<T> reader, Parser<P> parser, Function<P, T> meaning) {
    T ours;
    try {
      ours = whole(reader, bytes);
    } catch (MalformedMessageException refused) {
      // In an unknown field the peer lets a varint end with its 10th byte even if that says that
      // there is more, and reads on in the middle of it.
      if (!String.valueOf(refused.getMessage()).contains("no end within 10 bytes")) {
        assertThat(theirs(parser, bytes)).as("refused by us: " + refused.getMessage()).isNull();
      }
      return false;
    }
    P theirs = theirs(parser, bytes);
    assertThat(theirs).as("what the peer reads from " + HEX.formatHex(bytes)).isNotNull();
    assertThat(theirs == null ? null : meaning.apply(theirs)).isEqualTo(ours);
    return true;
  }

  private static <T> T whole(Reader<T> reader, byte[] bytes) throws MalformedMessageException {
    return reader.read(bytes, 0, bytes.length);
  }

  private static <P> @Nullable P theirs(Parser<P> parser, byte[] bytes) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException refused) {
      return null;
    }
  }
}
