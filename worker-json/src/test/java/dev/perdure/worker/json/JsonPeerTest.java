package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.contract.Corruption;
import dev.perdure.worker.contract.Peers;
import dev.perdure.worker.contract.RandomMessages;
import dev.perdure.worker.peer.Peer;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same meaning as protobuf-java-util's JsonFormat gives to the same text. */
class JsonPeerTest {
  private static final int MESSAGES = 100_000;

  private final RandomMessages messages = new RandomMessages(RandomMessages.seed());

  @Test
  void randomRequests_areThePeers() throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      WorkRequest request = messages.request();
      assertThat(theirs(Json.text(request))).isEqualTo(request);
      assertThat(Json.request(printer(messages.random()).print(Peers.peer(request))))
          .isEqualTo(request);
    }
  }

  @Test
  void randomResponses_areThePeers() throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      WorkResponse response = messages.response();
      Peer.WorkResponse peer = Peers.peer(response);
      Peer.WorkResponse.Builder theirs = Peer.WorkResponse.newBuilder();
      JsonFormat.parser().merge(Json.text(response), theirs);
      assertThat(theirs.build()).isEqualTo(peer);
      assertThat(Json.response(printer(messages.random()).print(peer))).isEqualTo(response);
    }
  }

  @Test
  void corruptedRequests_areRefusedOrReadAsThePeerReadsThem() throws IOException {
    Corruption corruption = new Corruption(messages.random());
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] bytes =
          corruption.of(
              printer(messages.random()).print(Peers.peer(messages.request())).getBytes(UTF_8));
      WireInput in = Json.input(bytes, Integer.MAX_VALUE);
      WorkRequest ours;
      try {
        ours = new JsonWorkerCodec().readRequest(in);
      } catch (WorkerProtocolException refused) {
        assertThat(refused.id()).startsWith("json-");
        continue;
      }
      // What is behind the object is the next message's, but the peer wants nothing there.
      String text = new String(bytes, 0, (int) in.offset(in.position()), UTF_8);
      if (ours != null) {
        assertThat(ours).as(text).isEqualTo(theirs(text));
        read++;
      }
    }
    assertThat(read).isBetween(MESSAGES / 100, MESSAGES);
  }

  @Test
  void repeatedMembers_areRefusedOrReadAsThePeerReadsThem() throws IOException {
    String[] names = {"requestId", "request_id", "sandboxDir", "sandbox_dir", "verbosity"};
    Random random = messages.random();
    int read = 0;
    int refusals = 0;
    for (int i = 0; i < MESSAGES / 10; i++) {
      StringBuilder text = new StringBuilder("{\"cancel\":true");
      for (int members = 1 + random.nextInt(3); members > 0; members--) {
        text.append(",\"").append(names[random.nextInt(names.length)]).append("\":");
        text.append(random.nextInt(4) == 0 ? "null" : "\"" + random.nextInt(3) + '"');
      }
      text.append('}');
      WorkRequest ours;
      try {
        ours = Json.request(text.toString());
      } catch (WorkerProtocolException refused) {
        assertThat(refused.id()).isEqualTo("json-names");
        refusals++;
        continue;
      }
      assertThat(ours).as(text.toString()).isEqualTo(theirs(text.toString()));
      read++;
    }
    assertThat(read).isPositive();
    assertThat(refusals).isPositive();
  }

  /** One of the ways in which a client may print. */
  private static JsonFormat.Printer printer(Random random) {
    JsonFormat.Printer printer = JsonFormat.printer();
    if (random.nextBoolean()) {
      printer = printer.omittingInsignificantWhitespace();
    }
    if (random.nextInt(4) == 0) {
      printer = printer.preservingProtoFieldNames();
    }
    if (random.nextInt(4) == 0) {
      printer = printer.alwaysPrintFieldsWithNoPresence();
    }
    return printer;
  }

  private static @Nullable WorkRequest theirs(String text) {
    Peer.WorkRequest.Builder peer = Peer.WorkRequest.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(text, peer);
    } catch (InvalidProtocolBufferException refused) {
      return null;
    }
    return Peers.ours(peer.build());
  }
}
