package dev.perdure.worker.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.json.JsonWorkerCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads training requests: JSON as on the wire, each with one more key, the {@code exitCode} that
 * is expected; 0 if it is not there.
 */
final class TrainingFile {
  private final Path file;
  private final byte[] bytes;

  private TrainingFile(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static List<TrainingRequest> read(Path file) throws PackagingException {
    try {
      return new TrainingFile(file, Files.readAllBytes(file)).requests();
    } catch (WorkerProtocolException e) {
      throw new PackagingException(file + " is not a list of requests: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new PackagingException("can't read the training requests: " + e, e);
    }
  }

  private List<TrainingRequest> requests() throws IOException, PackagingException {
    JsonWorkerCodec codec = new JsonWorkerCodec();
    WireInput in = new WireInput(new ByteArrayInputStream(bytes), CodecLimits.defaults());
    List<TrainingRequest> requests = new ArrayList<>();
    int start = 0;
    for (WorkRequest request = codec.readRequest(in);
        request != null;
        request = codec.readRequest(in)) {
      int end = Math.toIntExact(in.offset(in.position()));
      String number = "request " + (requests.size() + 1);
      if (request.cancel()) {
        throw new PackagingException(file + ": " + number + " cancels, and asks for no work");
      }
      requests.add(new TrainingRequest(request, exitCode(start, end, number)));
      start = end;
    }
    if (requests.isEmpty()) {
      throw new PackagingException(file + " has no request");
    }
    return requests;
  }

  /** The codec has read this text, and so it is one JSON object. */
  private int exitCode(int start, int end, String number) throws PackagingException {
    JsonObject object =
        JsonParser.parseString(new String(bytes, start, end - start, UTF_8)).getAsJsonObject();
    JsonElement code = object.get("exitCode");
    try {
      return code == null ? 0 : new BigDecimal(code.getAsString()).intValueExact();
    } catch (ArithmeticException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new PackagingException(
          file + ": " + number + " has an exitCode that is no number: " + code, e);
    }
  }
}
