package dev.perdure.worker.proto;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.contract.CodecContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

class ProtoContractTest extends CodecContract {
  @Override
  public WorkerCodec codec() {
    return new ProtoWorkerCodec();
  }

  @Override
  public int counted(byte[] encoded) {
    // Not the two bytes of the length.
    return encoded.length - 2;
  }

  @Override
  public byte[] nested(int depth) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    // The request itself is the outermost level.
    for (int i = 1; i < depth; i++) {
      out.writeTag(100 + i % 7, WireFormat.WIRETYPE_START_GROUP);
    }
    for (int i = depth - 1; i >= 1; i--) {
      out.writeTag(100 + i % 7, WireFormat.WIRETYPE_END_GROUP);
    }
    out.flush();
    return Frames.of(message.toByteArray());
  }
}
