package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Decodes answers, and gives them to a message processor. The answers are complete at each flush.
 * For one thread at a time.
 */
final class ProcessorOutput extends OutputStream {
  private final WorkerMessageProcessor processor;
  private final WorkerCodec codec;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ProcessorOutput(WorkerMessageProcessor processor, WorkerCodec codec) {
    this.processor = processor;
    this.codec = codec;
  }

  @Override
  public void write(int b) {
    bytes.write(b);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    bytes.write(source, offset, length);
  }

  @Override
  public void flush() throws IOException {
    WireInput answers =
        new WireInput(new ByteArrayInputStream(bytes.toByteArray()), CodecLimits.defaults());
    bytes.reset();
    WorkResponse answer = codec.readResponse(answers);
    while (answer != null) {
      processor.writeWorkResponse(new WorkerProtocol.WorkResponse(answer));
      answer = codec.readResponse(answers);
    }
  }
}
