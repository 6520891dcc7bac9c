package dev.perdure.worker.benchmarks.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A decoder as one writes it over Jackson's streaming parser. */
final class JacksonDecoder {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JacksonDecoder() {}

  static WorkRequest read(byte[] bytes) throws IOException {
    List<String> arguments = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "arguments" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              arguments.add(parser.getText());
            }
          }
          case "inputs" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              inputs.add(input(parser));
            }
          }
          default -> parser.skipChildren();
        }
      }
    }
    return new WorkRequest(arguments, inputs, 0, false, 0, "");
  }

  private static Input input(JsonParser parser) throws IOException {
    String path = "";
    Digest digest = Digest.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "path" -> path = parser.getText();
        case "digest" -> digest = Digest.of(parser.getBinaryValue());
        default -> parser.skipChildren();
      }
    }
    return new Input(path, digest);
  }
}
