package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The requests of a message processor, as bytes. For one thread. */
final class ProcessorInput extends InputStream {
  private final WorkerMessageProcessor processor;
  private final WorkerCodec codec;
  private ByteArrayInputStream message = new ByteArrayInputStream(new byte[0]);

  ProcessorInput(WorkerMessageProcessor processor, WorkerCodec codec) {
    this.processor = processor;
    this.codec = codec;
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? message.read() : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return length == 0 || hasMore() ? message.read(bytes, offset, length) : -1;
  }

  @Override
  public int available() {
    return message.available();
  }

  private boolean hasMore() throws IOException {
    if (message.available() == 0) {
      WorkRequest request = processor.readWorkRequest();
      if (request == null) {
        return false;
      }
      WireOutput encoded = new WireOutput();
      codec.writeRequest(request.content(), encoded);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      encoded.writeTo(bytes);
      message = new ByteArrayInputStream(bytes.toByteArray());
    }
    return true;
  }
}
