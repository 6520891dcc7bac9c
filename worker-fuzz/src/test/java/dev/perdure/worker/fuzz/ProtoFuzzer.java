package dev.perdure.worker.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.contract.Peers;
import dev.perdure.worker.peer.Peer;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;

/** The proto codec reads what protobuf-java reads from the same bytes, and refuses what it does. */
public final class ProtoFuzzer {
  private static final ProtoWorkerCodec CODEC = new ProtoWorkerCodec();

  /** Refusals of what the peer might read: the start of a message, and what is over our limits. */
  private static final Set<String> STRICTER =
      Set.of("proto-truncated", "proto-length-limit", "proto-length-negative", "proto-nesting");

  private ProtoFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Reading<WorkRequest> requests = Reading.of(CODEC::readRequest, data);
    for (int i = 0; i < requests.messages().size(); i++) {
      WorkRequest request = requests.messages().get(i);
      Peer.WorkRequest peer = parse(Peer.WorkRequest.parser(), data, requests, i);
      Findings.same(Peers.ours(peer), request, "request");
      WireOutput out = new WireOutput();
      CODEC.writeRequest(request, out);
      Findings.same(
          Peers.peer(request),
          parse(Peer.WorkRequest.parser(), out.array(), 0, out.size()),
          "request written");
    }
    checkRefusal(Peer.WorkRequest.parser(), data, requests);
    Reading<WorkResponse> responses = Reading.of(CODEC::readResponse, data);
    for (int i = 0; i < responses.messages().size(); i++) {
      WorkResponse response = responses.messages().get(i);
      Peer.WorkResponse peer = parse(Peer.WorkResponse.parser(), data, responses, i);
      Findings.same(Peers.ours(peer), response, "response");
      WireOutput out = new WireOutput();
      CODEC.writeResponse(response, out);
      Findings.same(
          Peers.peer(response),
          parse(Peer.WorkResponse.parser(), out.array(), 0, out.size()),
          "response written");
    }
    checkRefusal(Peer.WorkResponse.parser(), data, responses);
  }

  private static <T> T parse(Parser<T> parser, byte[] data, Reading<?> reading, int index)
      throws IOException {
    return parse(parser, data, reading.start(index), reading.ends().get(index));
  }

  private static <T> T parse(Parser<T> parser, byte[] data, int from, int to) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(data, from, to - from);
    T message = parser.parseDelimitedFrom(in);
    Findings.same(0, in.available(), "bytes left by the peer");
    return message;
  }

  private static void checkRefusal(Parser<?> parser, byte[] data, Reading<?> reading) {
    if (reading.refusal() == null || STRICTER.contains(reading.refusal().id())) {
      return;
    }
    String reason = String.valueOf(reading.refusal().getMessage());
    if (reason.contains("the length of a message")) {
      return; // The peer cuts a longer varint to 32 bits.
    }
    if (reason.contains("came an 11th byte")) {
      return; // The peer takes the tenth byte of some such varints for the last one.
    }
    int start = reading.start(reading.messages().size());
    try {
      Object read =
          parser.parseDelimitedFrom(new ByteArrayInputStream(data, start, data.length - start));
      throw new AssertionError("refused though the peer reads " + read, reading.refusal());
    } catch (InvalidProtocolBufferException refused) {
      // By both.
    }
  }
}
