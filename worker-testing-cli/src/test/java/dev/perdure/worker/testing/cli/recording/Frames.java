package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import dev.perdure.worker.testing.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Bytes as clients and workers write them, by no code that is tested. */
public final class Frames {
  private static final ProtoWorkerCodec CODEC = new ProtoWorkerCodec();

  private Frames() {}

  public static byte[] request(Protocol protocol, int id, String... arguments) {
    return switch (protocol) {
      case JSON ->
          utf8(
              "{\"arguments\":[\""
                  + String.join("\",\"", arguments)
                  + "\"],\"requestId\":"
                  + id
                  + "}\n");
      case PROTO -> written(out -> CODEC.writeRequest(WorkRequest.of(id, List.of(arguments)), out));
    };
  }

  public static byte[] cancel(int id) {
    return utf8("{\"requestId\":" + id + ",\"cancel\":true}\n");
  }

  public static byte[] answer(Protocol protocol, int id, int exitCode, String output) {
    return switch (protocol) {
      case JSON ->
          utf8(
              "{\"exitCode\":%d,\"output\":\"%s\",\"requestId\":%d}\n"
                  .formatted(exitCode, output, id));
      case PROTO -> written(out -> CODEC.writeResponse(WorkResponse.of(id, exitCode, output), out));
    };
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] written(Consumer<WireOutput> message) {
    WireOutput out = new WireOutput();
    message.accept(out);
    return Arrays.copyOf(out.array(), out.size());
  }
}
