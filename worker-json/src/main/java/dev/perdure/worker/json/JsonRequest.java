package dev.perdure.worker.json;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads and writes a request's members. */
final class JsonRequest {
  private static final int INITIAL_ELEMENTS = 16;
  private static final String[] NO_ARGUMENTS = {};

  private JsonRequest() {}

  static WorkRequest read(JsonReader reader) throws IOException {
    List<String> arguments = List.of();
    List<Input> inputs = List.of();
    int requestId = 0;
    boolean cancel = false;
    int verbosity = 0;
    String sandboxDir = "";
    String idName = null;
    String directoryName = null;
    reader.open('{', "a request, which is an object");
    if (!reader.closes('}')) {
      do {
        String name = reader.name();
        reader.path.member(name);
        switch (name) {
          case "arguments" -> arguments = arguments(reader);
          case "inputs" -> inputs = JsonInputs.read(reader);
          case "requestId", "request_id" -> {
            idName = reader.oneOf(idName, name);
            requestId = reader.isNull() ? 0 : reader.int32();
          }
          case "cancel" -> cancel = !reader.isNull() && reader.bool();
          case "verbosity" -> verbosity = reader.isNull() ? 0 : reader.int32();
          case "sandboxDir", "sandbox_dir" -> {
            directoryName = reader.oneOf(directoryName, name);
            sandboxDir = reader.isNull() ? "" : reader.text();
          }
          default -> JsonUnusual.skip(reader);
        }
      } while (reader.another('}'));
    }
    reader.end();
    return new WorkRequest(arguments, inputs, requestId, cancel, verbosity, sandboxDir);
  }

  private static List<String> arguments(JsonReader reader) throws IOException {
    if (reader.isNull()) {
      return List.of();
    }
    reader.open('[', "a list of text");
    if (reader.closes(']')) {
      return List.of();
    }
    String[] arguments = NO_ARGUMENTS;
    int count = 0;
    do {
      reader.path.element(count);
      if (count == arguments.length) {
        arguments = Arrays.copyOf(arguments, Math.max(INITIAL_ELEMENTS, 2 * count));
      }
      arguments[count++] = reader.text();
    } while (reader.another(']'));
    return List.of(Arrays.copyOf(arguments, count));
  }

  static void write(WorkRequest request, JsonWriter out) {
    out.open('{');
    if (!request.arguments().isEmpty()) {
      out.name("arguments");
      out.open('[');
      for (String argument : request.arguments()) {
        out.element();
        out.text(argument);
      }
      out.close(']');
    }
    if (!request.inputs().isEmpty()) {
      out.name("inputs");
      out.open('[');
      for (Input input : request.inputs()) {
        out.element();
        write(input, out);
      }
      out.close(']');
    }
    out.int32("requestId", request.requestId());
    out.bool("cancel", request.cancel());
    out.int32("verbosity", request.verbosity());
    out.text("sandboxDir", request.sandboxDir());
    out.close('}');
    out.newline();
  }

  private static void write(Input input, JsonWriter out) {
    out.open('{');
    out.text("path", input.path());
    out.digest("digest", input.digest());
    out.close('}');
  }
}
