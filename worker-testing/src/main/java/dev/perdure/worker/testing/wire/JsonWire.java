package dev.perdure.worker.testing.wire;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON by Gson, with one line per request, as Bazel's JsonFormat prints it (F5). */
final class JsonWire implements Wire {
  @Override
  public byte[] encode(WorkRequest request) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(true);
      json.beginObject();
      if (!request.arguments().isEmpty()) {
        json.name("arguments").beginArray();
        for (String argument : request.arguments()) {
          json.value(argument);
        }
        json.endArray();
      }
      if (!request.inputs().isEmpty()) {
        json.name("inputs").beginArray();
        for (Input input : request.inputs()) {
          writeInput(input, json);
        }
        json.endArray();
      }
      if (request.requestId() != 0) {
        json.name("requestId").value(request.requestId());
      }
      if (request.cancel()) {
        json.name("cancel").value(true);
      }
      if (request.verbosity() != 0) {
        json.name("verbosity").value(request.verbosity());
      }
      if (!request.sandboxDir().isEmpty()) {
        json.name("sandboxDir").value(request.sandboxDir());
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeInput(Input input, JsonWriter json) throws IOException {
    json.beginObject();
    if (!input.path().isEmpty()) {
      json.name("path").value(input.path());
    }
    if (!input.digest().isEmpty()) {
      json.name("digest").value(Base64.getEncoder().encodeToString(input.digest().toBytes()));
    }
    json.endObject();
  }

  @Override
  public @Nullable WorkResponse decode(ResponseStream in) throws ForeignBytesException {
    String text = JsonObjectText.next(in);
    if (text == null) {
      return null;
    }
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      return readResponse(json, in);
    } catch (ForeignBytesException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw in.foreign("no WorkResponse: " + firstLine(e));
    }
  }

  private static WorkResponse readResponse(JsonReader json, ResponseStream in) throws IOException {
    int exitCode = 0;
    String output = "";
    int requestId = 0;
    boolean wasCancelled = false;
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!seen.add(name)) {
        throw in.foreign("the key " + name + " comes twice");
      }
      switch (name) {
        case "exitCode" -> exitCode = nextInt(json);
        case "output" -> output = nextString(json);
        case "requestId" -> requestId = nextInt(json);
        case "wasCancelled" -> wasCancelled = json.nextBoolean();
        // Bazel skips these as unknown and uses the default, which is never what the worker meant.
        case "exit_code", "request_id", "was_cancelled" ->
            throw in.foreign("the key " + name + " must be in lower camel case");
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new WorkResponse(exitCode, output, requestId, wasCancelled);
  }

  private static int nextInt(JsonReader json) throws IOException {
    expect(JsonToken.NUMBER, json);
    return json.nextInt();
  }

  private static String nextString(JsonReader json) throws IOException {
    expect(JsonToken.STRING, json);
    return json.nextString();
  }

  // Checks the type, because Gson would read a number from a string, and a string from a number.
  private static void expect(JsonToken expected, JsonReader json) throws IOException {
    JsonToken came = json.peek();
    if (came != expected) {
      throw new IllegalStateException(
          "expected " + expected + " at " + json.getPath() + ", came " + came);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
