package dev.perdure.worker.proto;

import com.google.protobuf.CodedOutputStream;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Messages with their length before them, as bytes. */
final class Frames {
  private Frames() {}

  static byte[] of(byte[] message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArrayNoTag(message);
    out.flush();
    return bytes.toByteArray();
  }

  /** A message of bytes given as numbers. */
  static byte[] of(int... message) throws IOException {
    return of(bytes(message));
  }

  /** A message of fields given as numbers. */
  static byte[] of(int[]... fields) throws IOException {
    return of(Arrays.stream(fields).flatMapToInt(Arrays::stream).toArray());
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] bytes(WireOutput out) {
    return Arrays.copyOf(out.array(), out.size());
  }

  static WireInput input(byte[] bytes) {
    return new WireInput(ChunkedStream.of(bytes, Integer.MAX_VALUE), CodecLimits.defaults());
  }

  static @Nullable WorkRequest request(byte[] bytes) throws IOException {
    return new ProtoWorkerCodec().readRequest(input(bytes));
  }
}
