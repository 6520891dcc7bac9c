package dev.perdure.worker.json;

import dev.perdure.worker.WorkResponse;
import java.io.IOException;

/** Reads and writes a response's members. */
final class JsonResponse {
  private JsonResponse() {}

  static WorkResponse read(JsonReader reader) throws IOException {
    int exitCode = 0;
    String output = "";
    int requestId = 0;
    boolean wasCancelled = false;
    String codeName = null;
    String idName = null;
    String cancelName = null;
    reader.open('{', "a response, which is an object");
    if (!reader.closes('}')) {
      do {
        String name = reader.name();
        reader.path.member(name);
        switch (name) {
          case "exitCode", "exit_code" -> {
            codeName = reader.oneOf(codeName, name);
            exitCode = reader.isNull() ? 0 : reader.int32();
          }
          case "output" -> output = reader.isNull() ? "" : reader.text();
          case "requestId", "request_id" -> {
            idName = reader.oneOf(idName, name);
            requestId = reader.isNull() ? 0 : reader.int32();
          }
          case "wasCancelled", "was_cancelled" -> {
            cancelName = reader.oneOf(cancelName, name);
            wasCancelled = !reader.isNull() && reader.bool();
          }
          default -> JsonUnusual.skip(reader);
        }
      } while (reader.another('}'));
    }
    reader.end();
    return new WorkResponse(exitCode, output, requestId, wasCancelled);
  }

  static void write(WorkResponse response, JsonWriter out) {
    out.open('{');
    // Written even if it is 0, for people who read a log of the wire.
    out.name("exitCode");
    out.int32(response.exitCode());
    out.text("output", response.output());
    out.int32("requestId", response.requestId());
    out.bool("wasCancelled", response.wasCancelled());
    out.close('}');
    out.newline();
  }
}
