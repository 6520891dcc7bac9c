package dev.perdure.worker.testing.cli.recording;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** proto3's JSON, by Gson, including snake case, null and numbers as strings. */
final class JsonMessages implements Messages {
  @Override
  public WorkRequest request(byte[] bytes, int from, int length) throws MalformedException {
    return read("WorkRequest", bytes, from, length, JsonMessages::request);
  }

  @Override
  public WorkResponse answer(byte[] bytes, int from, int length) throws MalformedException {
    return read("WorkResponse", bytes, from, length, JsonMessages::answer);
  }

  static WorkRequest request(JsonObject json) {
    List<String> arguments = new ArrayList<>();
    for (JsonElement argument : array(json, "arguments")) {
      arguments.add(argument.getAsString());
    }
    List<Input> inputs = new ArrayList<>();
    for (JsonElement input : array(json, "inputs")) {
      inputs.add(input(input.getAsJsonObject()));
    }
    return new WorkRequest(
        arguments,
        inputs,
        number(json, "requestId", "request_id"),
        flag(json, "cancel", "cancel"),
        number(json, "verbosity", "verbosity"),
        text(json, "sandboxDir", "sandbox_dir"));
  }

  private static Input input(JsonObject json) {
    // In either alphabet, as proto3 JSON allows.
    String digest = text(json, "digest", "digest").replace('-', '+').replace('_', '/');
    return new Input(text(json, "path", "path"), Digest.of(Base64.getDecoder().decode(digest)));
  }

  static WorkResponse answer(JsonObject json) {
    return new WorkResponse(
        number(json, "exitCode", "exit_code"),
        text(json, "output", "output"),
        number(json, "requestId", "request_id"),
        flag(json, "wasCancelled", "was_cancelled"));
  }

  private static <T> T read(String message, byte[] bytes, int from, int length, Reading<T> reading)
      throws MalformedException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, length))
              .toString();
      return reading.from(JsonParser.parseString(text).getAsJsonObject());
    } catch (CharacterCodingException
        | JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | UnsupportedOperationException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new MalformedException(RecordMessage.STREAM_NOT_MESSAGE.text(message, problem));
    }
  }

  private static JsonArray array(JsonObject json, String key) {
    JsonElement value = value(json, key, key);
    return value == null ? new JsonArray() : value.getAsJsonArray();
  }

  private static int number(JsonObject json, String key, String snakeCase) {
    JsonElement value = value(json, key, snakeCase);
    return value == null ? 0 : value.getAsBigDecimal().intValueExact();
  }

  private static boolean flag(JsonObject json, String key, String snakeCase) {
    JsonElement value = value(json, key, snakeCase);
    return value != null && value.getAsBoolean();
  }

  private static String text(JsonObject json, String key, String snakeCase) {
    JsonElement value = value(json, key, snakeCase);
    return value == null ? "" : value.getAsString();
  }

  private static @Nullable JsonElement value(JsonObject json, String key, String snakeCase) {
    if (!key.equals(snakeCase) && json.has(key) && json.has(snakeCase)) {
      throw new IllegalArgumentException("both " + key + " and " + snakeCase);
    }
    JsonElement value = json.has(key) ? json.get(key) : json.get(snakeCase);
    return value == null || value.isJsonNull() ? null : value;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(JsonObject json);
  }
}
