package dev.perdure.worker.testing.record;

import com.google.protobuf.MessageLite;
import dev.perdure.worker.peer.Peer;
import dev.perdure.worker.testing.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes as clients and workers write them, by no code that is tested. */
final class Frames {
  private Frames() {}

  static byte[] request(Protocol protocol, int id, String... arguments) {
    return switch (protocol) {
      case JSON ->
          utf8(
              "{\"arguments\":[\""
                  + String.join("\",\"", arguments)
                  + "\"],\"requestId\":"
                  + id
                  + "}\n");
      case PROTO ->
          delimited(
              Peer.WorkRequest.newBuilder()
                  .addAllArguments(List.of(arguments))
                  .setRequestId(id)
                  .build());
    };
  }

  static byte[] cancel(int id) {
    return utf8("{\"requestId\":" + id + ",\"cancel\":true}\n");
  }

  static byte[] answer(Protocol protocol, int id, int exitCode, String output) {
    return switch (protocol) {
      case JSON ->
          utf8(
              "{\"exitCode\":%d,\"output\":\"%s\",\"requestId\":%d}\n"
                  .formatted(exitCode, output, id));
      case PROTO ->
          delimited(
              Peer.WorkResponse.newBuilder()
                  .setExitCode(exitCode)
                  .setOutput(output)
                  .setRequestId(id)
                  .build());
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] delimited(MessageLite message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      message.writeDelimitedTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
