package dev.perdure.worker.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import dev.perdure.worker.testing.cli.recording.RecordingReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recording is read as events or refused, whatever is in the file; and what a worker's client
 * wrote, a recording's reader reads as the worker does.
 */
public final class RecordingFuzzer {
  private static final String HEADER =
      "{\"perdureRecording\":1,\"started\":\"2026-01-01T00:00:00Z\",\"pid\":7,"
          + "\"directory\":\"/\",\"command\":[\"w\"],\"environment\":{}}\n";
  private static final FileSystem FILES = Jimfs.newFileSystem(Configuration.unix());

  /** Gson, which the recorder reads with, refuses such a number of any value. */
  private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?\\d{5}");

  private RecordingFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path file = FILES.getPath("/recording");
    Files.write(file, data);
    try {
      read(file);
    } catch (RecordingException refused) {
      // As it should be.
    }
    if (HUGE_EXPONENT.matcher(new String(data, ISO_8859_1)).find()) {
      return;
    }
    // The same bytes as what a client wrote, in two pieces.
    int half = data.length / 2;
    Files.writeString(file, HEADER + line(data, 0, half) + line(data, half, data.length));
    compare(data, read(file));
  }

  private static String line(byte[] data, int from, int to) {
    byte[] base64 = Base64.getEncoder().encode(Arrays.copyOfRange(data, from, to));
    return "{\"at\":1,\"in\":\"" + new String(base64, UTF_8) + "\"}\n";
  }

  private static List<RecordedEvent> read(Path file) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(file)) {
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }

  /** Compares requests, as far as both read them. */
  private static void compare(byte[] data, List<RecordedEvent> events) {
    WorkerCodec codec = null;
    WireInput in = new WireInput(new ByteArrayInputStream(data), CodecLimits.defaults());
    for (RecordedEvent event : events) {
      if (event instanceof RecordedEvent.Request request) {
        if (codec == null) {
          codec =
              request.protocol() == Protocol.JSON ? new JsonWorkerCodec() : new ProtoWorkerCodec();
        }
        WorkRequest ours = next(codec, in);
        if (ours == null) {
          return; // The recorder's parser takes more than a worker does.
        }
        Findings.same(ours, request.request(), "request");
      } else if (event instanceof RecordedEvent.Malformed malformed && codec != null) {
        WorkRequest ours = next(codec, in);
        // It tells text from a frame by the first tag, though any may come first.
        if (ours != null && !malformed.problem().contains("stream-tag")) {
          throw new AssertionError("the recorder refuses " + ours + ": " + malformed.problem());
        }
      }
    }
  }

  private static @Nullable WorkRequest next(WorkerCodec codec, WireInput in) {
    try {
      return codec.readRequest(in);
    } catch (IOException e) {
      return null;
    }
  }
}
