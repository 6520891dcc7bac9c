package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.contract.CodecContract;
import java.util.Arrays;

class JsonContractTest extends CodecContract {
  @Override
  public WorkerCodec codec() {
    return new JsonWorkerCodec();
  }

  @Override
  public byte[] bare(byte[] encoded) {
    // The newline behind an object.
    return Arrays.copyOf(encoded, encoded.length - 1);
  }

  @Override
  public int counted(byte[] encoded) {
    return encoded.length;
  }

  @Override
  public byte[] nested(int depth) {
    // The request itself is the outermost level.
    StringBuilder open = new StringBuilder("{\"unknown\":");
    StringBuilder close = new StringBuilder();
    for (int i = 1; i < depth; i++) {
      boolean object = i % 3 == 0 && i < depth - 1;
      open.append(object ? "{\"a\":" : "[");
      close.append(object ? '}' : ']');
    }
    return open.append(close.reverse()).append('}').toString().getBytes(UTF_8);
  }
}
