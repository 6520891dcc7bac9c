package dev.perdure.worker.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.contract.Peers;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.peer.Peer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON codec reads what JsonFormat reads from the same text, and nothing that it refuses. */
public final class JsonFuzzer {
  private static final JsonWorkerCodec CODEC = new JsonWorkerCodec();

  /** Refusals of what is no JSON at all, whatever it was to mean. */
  private static final Set<String> SYNTAX = Set.of("json-syntax", "json-truncated", "json-utf8");

  /** Zero with such an exponent is refused by the peer, whose decimals have a narrower range. */
  private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?\\d{9}");

  private JsonFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (HUGE_EXPONENT.matcher(new String(data, ISO_8859_1)).find()) {
      return;
    }
    Reading<WorkRequest> requests = Reading.of(CODEC::readRequest, data);
    for (int i = 0; i < requests.messages().size(); i++) {
      WorkRequest request = requests.messages().get(i);
      Peer.WorkRequest.Builder peer = Peer.WorkRequest.newBuilder();
      parse(text(data, requests, i), peer);
      Findings.same(Peers.ours(peer.build()), request, "request");
      WireOutput out = new WireOutput();
      CODEC.writeRequest(request, out);
      Peer.WorkRequest.Builder again = Peer.WorkRequest.newBuilder();
      parse(new String(out.array(), 0, out.size(), UTF_8), again);
      Findings.same(Peers.peer(request), again.build(), "request written");
    }
    checkRefusal(data, requests);
    Reading<WorkResponse> responses = Reading.of(CODEC::readResponse, data);
    for (int i = 0; i < responses.messages().size(); i++) {
      WorkResponse response = responses.messages().get(i);
      Peer.WorkResponse.Builder peer = Peer.WorkResponse.newBuilder();
      parse(text(data, responses, i), peer);
      Findings.same(Peers.ours(peer.build()), response, "response");
      WireOutput out = new WireOutput();
      CODEC.writeResponse(response, out);
      Peer.WorkResponse.Builder again = Peer.WorkResponse.newBuilder();
      parse(new String(out.array(), 0, out.size(), UTF_8), again);
      Findings.same(Peers.peer(response), again.build(), "response written");
    }
    checkRefusal(data, responses);
  }

  private static String text(byte[] data, Reading<?> reading, int index) {
    String text = strictText(data, reading.start(index), reading.ends().get(index));
    if (text == null) {
      throw new AssertionError("a message was read that is no UTF-8");
    }
    return text;
  }

  private static void parse(String text, Message.Builder peer) {
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(text, peer);
    } catch (InvalidProtocolBufferException refused) {
      throw new AssertionError("JsonFormat refuses " + text, refused);
    }
  }

  /** What is refused as no JSON is refused by a strict parser, too. */
  private static void checkRefusal(byte[] data, Reading<?> reading) {
    if (reading.refusal() == null || !SYNTAX.contains(reading.refusal().id())) {
      return;
    }
    int start = reading.start(reading.messages().size());
    String rest = strictText(data, start, data.length);
    if (rest == null || (start > 0 && rest.indexOf('\ufeff') >= 0)) {
      return; // A byte order mark between messages is the start of one to that parser only.
    }
    JsonReader reader = new JsonReader(new StringReader(rest));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (element.isJsonObject()) {
        throw new AssertionError("refused though it is JSON: " + rest, reading.refusal());
      }
    } catch (JsonParseException refused) {
      // By both.
    }
  }

  private static @Nullable String strictText(byte[] data, int from, int to) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOfRange(data, from, to));
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
