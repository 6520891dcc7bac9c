package dev.perdure.worker.proto;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import java.io.IOException;

/** A response's fields on the wire: each constant is the field's number with its wire type. */
final class ProtoResponse {
  private static final int EXIT_CODE = 1 << 3;
  private static final int OUTPUT = 2 << 3 | 2;
  private static final int REQUEST_ID = 3 << 3;
  private static final int WAS_CANCELLED = 4 << 3;

  private ProtoResponse() {}

  static WorkResponse read(ProtoFrame frame) throws IOException {
    int exitCode = 0;
    String output = "";
    int requestId = 0;
    boolean wasCancelled = false;
    while (!frame.atEnd()) {
      int tag = frame.tag();
      switch (tag) {
        case EXIT_CODE -> exitCode = frame.int32();
        case OUTPUT -> output = frame.text();
        case REQUEST_ID -> requestId = frame.int32();
        case WAS_CANCELLED -> wasCancelled = frame.bool();
        default -> ProtoUnusual.skip(frame, tag, 1);
      }
    }
    return new WorkResponse(exitCode, output, requestId, wasCancelled);
  }

  static void write(WorkResponse response, WireOutput out) {
    ProtoWriter writer = new ProtoWriter(out);
    writer.frame(
        ProtoWriter.int32FieldLength(response.exitCode())
            + ProtoWriter.textFieldLength(response.output())
            + ProtoWriter.int32FieldLength(response.requestId())
            + ProtoWriter.boolFieldLength(response.wasCancelled()));
    writer.int32Field(EXIT_CODE, response.exitCode());
    writer.textField(OUTPUT, response.output());
    writer.int32Field(REQUEST_ID, response.requestId());
    writer.boolField(WAS_CANCELLED, response.wasCancelled());
  }
}
