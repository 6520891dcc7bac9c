package dev.perdure.worker.testing.cli.record;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Builds one line of a log: a JSON object. */
final class LogLine {
  private LogLine() {}

  static String of(Content content) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      content.write(json);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter never throws this.
    }
    return text.append('\n').toString();
  }

  @FunctionalInterface
  interface Content {
    void write(JsonWriter json) throws IOException;
  }
}
