package dev.perdure.worker.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.contract.Corruption;
import dev.perdure.worker.contract.Peers;
import dev.perdure.worker.contract.RandomMessages;
import dev.perdure.worker.peer.Peer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same bytes and the same meaning as protobuf-java's generated classes. */
class ProtoPeerTest {
  private static final int MESSAGES = 100_000;

  private final ProtoWorkerCodec codec = new ProtoWorkerCodec();
  private final RandomMessages messages = new RandomMessages(RandomMessages.seed());

  @Test
  void randomRequests_areThePeers() throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      WorkRequest request = messages.request();
      Peer.WorkRequest peer = Peers.peer(request);
      WireOutput out = new WireOutput();
      codec.writeRequest(request, out);
      byte[] ours = Frames.bytes(out);
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      peer.writeDelimitedTo(theirs);
      assertThat(Peer.WorkRequest.parseDelimitedFrom(new ByteArrayInputStream(ours)))
          .isEqualTo(peer);
      assertThat(ours).isEqualTo(theirs.toByteArray());
      assertThat(codec.readRequest(Frames.input(theirs.toByteArray()))).isEqualTo(request);
    }
  }

  @Test
  void randomResponses_areThePeers() throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      WorkResponse response = messages.response();
      Peer.WorkResponse peer = Peers.peer(response);
      WireOutput out = new WireOutput();
      codec.writeResponse(response, out);
      byte[] ours = Frames.bytes(out);
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      peer.writeDelimitedTo(theirs);
      assertThat(Peer.WorkResponse.parseDelimitedFrom(new ByteArrayInputStream(ours)))
          .isEqualTo(peer);
      assertThat(ours).isEqualTo(theirs.toByteArray());
      assertThat(codec.readResponse(Frames.input(theirs.toByteArray()))).isEqualTo(response);
    }
  }

  @Test
  void corruptedRequests_areRefusedOrReadAsThePeerReadsThem() throws IOException {
    Corruption corruption = new Corruption(messages.random());
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = corruption.of(Peers.peer(messages.request()).toByteArray());
      WorkRequest ours;
      try {
        ours = codec.readRequest(Frames.input(Frames.of(message)));
      } catch (WorkerProtocolException refused) {
        assertThat(refused.id()).startsWith("proto-");
        // In an unknown field the peer lets a varint end with its 10th byte even if that says that
        // there is more, and reads on in the middle of it.
        if (!refused.toString().contains("varint of at most 10 bytes")) {
          assertThat(theirs(message)).as("refused by us: " + refused.getMessage()).isNull();
        }
        continue;
      }
      Peer.WorkRequest theirs = theirs(message);
      assertThat(theirs).as("a message that the peer reads, too").isNotNull();
      assertThat(ours).isEqualTo(theirs == null ? null : Peers.ours(theirs));
      read++;
    }
    assertThat(read).isBetween(MESSAGES / 100, MESSAGES);
  }

  private static Peer.@Nullable WorkRequest theirs(byte[] message) {
    try {
      return Peer.WorkRequest.parseFrom(message);
    } catch (InvalidProtocolBufferException refused) {
      return null;
    }
  }
}
