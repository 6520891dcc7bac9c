package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkerProtocol.Input;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.perdure.worker.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests with the JSON reader of the worker, for streams that are not the process's own. It
 * decodes digests from base64, so they are equal to digests in proto (F7).
 */
final class JsonRequestReader {
  private final JsonReader json;

  // The successor of setLenient is missing from older versions, which workers have.
  @SuppressWarnings("deprecation")
  JsonRequestReader(JsonReader json) {
    this.json = json;
    json.setLenient(true); // Otherwise the reader refuses a second object.
  }

  @Nullable WorkRequest next() throws IOException {
    if (isAtEnd()) {
      return null;
    }
    try {
      return request();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IOException("expected a work request in JSON: " + e.getMessage(), e);
    }
  }

  void close() throws IOException {
    json.close();
  }

  private boolean isAtEnd() throws IOException {
    try {
      return json.peek() == JsonToken.END_DOCUMENT;
    } catch (EOFException e) {
      return true;
    }
  }

  private WorkRequest request() throws IOException {
    WorkRequest.Builder request = WorkRequest.newBuilder();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!isNull()) {
        switch (name) {
          case "arguments" -> addArguments(request);
          case "inputs" -> addInputs(request);
          case "requestId", "request_id" -> request.setRequestId(json.nextInt());
          case "cancel" -> request.setCancel(json.nextBoolean());
          case "verbosity" -> request.setVerbosity(json.nextInt());
          case "sandboxDir", "sandbox_dir" -> request.setSandboxDir(json.nextString());
          default -> json.skipValue();
        }
      }
    }
    json.endObject();
    return request.build();
  }

  private void addArguments(WorkRequest.Builder request) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      request.addArguments(json.nextString());
    }
    json.endArray();
  }

  private void addInputs(WorkRequest.Builder request) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      request.addInputs(input());
    }
    json.endArray();
  }

  private Input input() throws IOException {
    String path = "";
    Digest digest = Digest.empty();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!isNull()) {
        switch (name) {
          case "path" -> path = json.nextString();
          case "digest" -> digest = Digest.of(Base64.getDecoder().decode(json.nextString()));
          default -> json.skipValue();
        }
      }
    }
    json.endObject();
    return new Input(new dev.perdure.worker.Input(path, digest));
  }

  /** A null stands for the default, as if the member were not there. */
  private boolean isNull() throws IOException {
    boolean isNull = json.peek() == JsonToken.NULL;
    if (isNull) {
      json.nextNull();
    }
    return isNull;
  }
}
