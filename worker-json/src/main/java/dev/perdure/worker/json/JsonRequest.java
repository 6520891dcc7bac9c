package dev.perdure.worker.json;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A request's members. */
final class JsonRequest {
  private static final int INITIAL_ELEMENTS = 16;
  private static final String[] NO_ARGUMENTS = {};
  private static final Input[] NO_INPUTS = {};

  // What clients write around the values of an input, as the bytes lie in memory, the lowest first.
  private static final long OPEN_AND_PATH = word("{\"path\":");
  private static final long COMMA_AND_DIGEST = word(",\"digest");
  private static final long DIGEST_AND_QUOTE = word("igest\":\"");

  private JsonRequest() {}

  private static long word(String text) {
    long word = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      word = word << Byte.SIZE | text.charAt(i);
    }
    return word;
  }

  static WorkRequest read(JsonReader reader) throws IOException {
    List<String> arguments = List.of();
    List<Input> inputs = List.of();
    int requestId = 0;
    boolean cancel = false;
    int verbosity = 0;
    String sandboxDir = "";
    reader.open('{', "a request, which is an object");
    if (!reader.closes('}')) {
      do {
        String name = reader.name();
        reader.path.member(name);
        switch (name) {
          case "arguments" -> arguments = arguments(reader);
          case "inputs" -> inputs = inputs(reader);
          case "requestId", "request_id" -> requestId = reader.isNull() ? 0 : reader.int32();
          case "cancel" -> cancel = !reader.isNull() && reader.bool();
          case "verbosity" -> verbosity = reader.isNull() ? 0 : reader.int32();
          case "sandboxDir", "sandbox_dir" -> sandboxDir = reader.isNull() ? "" : reader.text();
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
      reader.path.element();
      if (count == arguments.length) {
        arguments = Arrays.copyOf(arguments, Math.max(INITIAL_ELEMENTS, 2 * count));
      }
      arguments[count++] = reader.text();
    } while (reader.another(']'));
    return List.of(Arrays.copyOf(arguments, count));
  }

  private static List<Input> inputs(JsonReader reader) throws IOException {
    if (reader.isNull()) {
      return List.of();
    }
    reader.open('[', "a list of inputs");
    if (reader.closes(']')) {
      return List.of();
    }
    Input[] inputs = NO_INPUTS;
    int count = 0;
    do {
      reader.path.element();
      if (count == inputs.length) {
        inputs = Arrays.copyOf(inputs, Math.max(INITIAL_ELEMENTS, 2 * count));
      }
      inputs[count++] = input(reader);
    } while (reader.another(']'));
    return List.of(Arrays.copyOf(inputs, count));
  }

  private static Input input(JsonReader reader) throws IOException {
    String path = "";
    Digest digest = Digest.empty();
    boolean more;
    // Names are compared as words where they come as clients write them: a request has thousands.
    if (reader.opens(OPEN_AND_PATH)) {
      reader.path.innerMember("path");
      path = reader.isNull() ? "" : reader.text();
      if (reader.skips(COMMA_AND_DIGEST, DIGEST_AND_QUOTE)) {
        reader.path.innerMember("digest");
        digest = reader.restOfDigest();
      }
      more = reader.another('}');
    } else {
      reader.open('{', "an input, which is an object");
      more = !reader.closes('}');
    }
    while (more) {
      String name = reader.name();
      reader.path.innerMember(name);
      switch (name) {
        case "path" -> path = reader.isNull() ? "" : reader.text();
        case "digest" -> digest = reader.isNull() ? Digest.empty() : reader.digest();
        default -> JsonUnusual.skip(reader);
      }
      more = reader.another('}');
    }
    return new Input(path, digest);
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
