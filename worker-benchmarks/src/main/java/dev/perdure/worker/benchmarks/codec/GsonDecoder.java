package dev.perdure.worker.benchmarks.codec;

import com.google.gson.stream.JsonReader;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A decoder as one writes it over Gson's reader. */
final class GsonDecoder {
  private GsonDecoder() {}

  static WorkRequest read(Reader text) throws IOException {
    JsonReader reader = new JsonReader(text);
    List<String> arguments = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "arguments" -> {
          reader.beginArray();
          while (reader.hasNext()) {
            arguments.add(reader.nextString());
          }
          reader.endArray();
        }
        case "inputs" -> {
          reader.beginArray();
          while (reader.hasNext()) {
            inputs.add(input(reader));
          }
          reader.endArray();
        }
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    return new WorkRequest(arguments, inputs, 0, false, 0, "");
  }

  private static Input input(JsonReader reader) throws IOException {
    String path = "";
    Digest digest = Digest.empty();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "path" -> path = reader.nextString();
        case "digest" -> digest = Digest.of(Base64.getDecoder().decode(reader.nextString()));
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    return new Input(path, digest);
  }
}
