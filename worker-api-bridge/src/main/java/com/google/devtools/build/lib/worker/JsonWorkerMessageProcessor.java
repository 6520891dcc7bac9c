package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import com.google.gson.stream.JsonReader;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.json.JsonWorkerCodec;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages in JSON. One thread may read; any thread may write.
 *
 * <p>In a process that was started with {@code --persistent_worker}, a handler with this serves the
 * standard streams with this library's own JSON reader. It takes the given reader and writer for
 * wrappers of these streams, and uses them only in other processes.
 */
public final class JsonWorkerMessageProcessor implements WorkerMessageProcessor {
  private final JsonRequestReader requests;
  private final BufferedWriter jsonWriter;

  /** Reads requests from {@code jsonReader} and writes answers to {@code jsonWriter}. */
  public JsonWorkerMessageProcessor(JsonReader jsonReader, BufferedWriter jsonWriter) {
    this.requests = new JsonRequestReader(Objects.requireNonNull(jsonReader, "jsonReader"));
    this.jsonWriter = Objects.requireNonNull(jsonWriter, "jsonWriter");
  }

  /**
   * The next request, or null if the stream has ended.
   *
   * @throws IOException if it can't be read, or if what comes is no request
   */
  @Override
  public @Nullable WorkRequest readWorkRequest() throws IOException {
    return requests.next();
  }

  @Override
  public synchronized void writeWorkResponse(WorkResponse workResponse) throws IOException {
    WireOutput line = new WireOutput();
    new JsonWorkerCodec().writeResponse(workResponse.content(), line);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    line.writeTo(bytes);
    jsonWriter.write(bytes.toString(StandardCharsets.UTF_8));
    jsonWriter.flush();
  }

  /** Closes both streams, unless they are the process's own and serve its client. */
  @Override
  public void close() throws IOException {
    if (!ProcessWire.isClaimed()) {
      try (jsonWriter) {
        requests.close();
      }
    }
  }
}
