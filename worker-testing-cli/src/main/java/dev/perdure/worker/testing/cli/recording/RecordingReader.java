package dev.perdure.worker.testing.cli.recording;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.perdure.worker.testing.Protocol;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log as events, in their order. A truncated last line, which a killed recorder may leave,
 * is not an event. Unknown keys and events, from newer programs, are skipped. Not thread-safe.
 */
public final class RecordingReader implements Closeable {
  private final Path file;
  private final BufferedReader lines;
  private final RecordingHeader header;
  private final ArrayDeque<RecordedEvent> events = new ArrayDeque<>();
  private final MessageStreams messages = new MessageStreams(events::add);
  private long number = 1;

  private RecordingReader(Path file, BufferedReader lines) throws IOException {
    this.file = file;
    this.lines = lines;
    this.header = readHeader();
  }

  /**
   * Opens a log.
   *
   * @throws RecordingException if the file is not a log
   */
  public static RecordingReader open(Path file) throws IOException {
    // Not Files.newBufferedReader, which throws if a line is cut inside a character.
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    try {
      return new RecordingReader(file, lines);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** How the worker was started. */
  public RecordingHeader header() {
    return header;
  }

  /**
   * The next event, or null after the last.
   *
   * @throws RecordingException if a line other than the last is not a line of a log
   */
  public @Nullable RecordedEvent next() throws IOException {
    while (events.isEmpty()) {
      String line = lines.readLine();
      if (line == null) {
        return null;
      }
      number++;
      try {
        accept(JsonParser.parseString(line).getAsJsonObject());
      } catch (JsonParseException
          | IllegalArgumentException
          | IllegalStateException
          | ArithmeticException
          | UnsupportedOperationException e) {
        if (lines.read() < 0) {
          return null; // Truncated: the recorder was killed.
        }
        throw malformed(e);
      }
    }
    return events.poll();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void accept(JsonObject line) throws IOException {
    long at = need(line, "at").getAsLong();
    for (RecordedStream stream : RecordedStream.values()) {
      if (line.has(stream.key())) {
        bytes(stream, at, Base64.getDecoder().decode(line.get(stream.key()).getAsString()));
        return;
      }
    }
    if (line.has("gap")) {
      messages.gap(stream(line, "gap"), at, need(line, "count").getAsLong());
    } else if (line.has("end")) {
      messages.end(stream(line, "end"), at);
      events.add(new RecordedEvent.StreamEnded(at, stream(line, "end")));
    } else if (line.has("held")) {
      events.add(
          new RecordedEvent.Held(at, stream(line, "held"), need(line, "micros").getAsLong()));
    } else if (line.has("signal")) {
      events.add(new RecordedEvent.Signalled(at, need(line, "signal").getAsString()));
    } else if (line.has("exit")) {
      events.add(new RecordedEvent.Exited(at, need(line, "exit").getAsInt()));
    } else {
      decoded(line, at);
    }
  }

  private void bytes(RecordedStream stream, long at, byte[] bytes) {
    if (stream == RecordedStream.ERR) {
      events.add(new RecordedEvent.Logged(at, new String(bytes, StandardCharsets.UTF_8)));
    } else {
      messages.accept(stream, at, bytes);
    }
  }

  /** Reads an event that a masking recorder has already decoded. */
  private void decoded(JsonObject line, long at) {
    if (line.has("request")) {
      events.add(
          new RecordedEvent.Request(
              at,
              need(line, "offset").getAsLong(),
              need(line, "size").getAsInt(),
              protocol(line),
              JsonMessages.request(line.getAsJsonObject("request"))));
    } else if (line.has("answer")) {
      events.add(
          new RecordedEvent.Answer(
              at,
              need(line, "offset").getAsLong(),
              need(line, "size").getAsInt(),
              protocol(line),
              JsonMessages.answer(line.getAsJsonObject("answer"))));
    } else if (line.has("malformed")) {
      events.add(
          new RecordedEvent.Malformed(
              at,
              stream(line, "malformed"),
              need(line, "offset").getAsLong(),
              need(line, "problem").getAsString()));
    } else if (line.has("log")) {
      events.add(new RecordedEvent.Logged(at, need(line, "log").getAsString()));
    }
  }

  private static RecordedStream stream(JsonObject line, String key) {
    return RecordedStream.ofKey(need(line, key).getAsString());
  }

  private static Protocol protocol(JsonObject line) {
    return Protocol.valueOf(need(line, "protocol").getAsString().toUpperCase(Locale.ROOT));
  }

  private RecordingHeader readHeader() throws IOException {
    String first = lines.readLine();
    if (first == null) {
      throw new RecordingException(RecordMessage.RECORDING_EMPTY.text(file));
    }
    try {
      JsonObject line = JsonParser.parseString(first).getAsJsonObject();
      if (line.has("perdureRecording")) {
        int version = need(line, "perdureRecording").getAsInt();
        if (version > RecordingHeader.VERSION) {
          throw new RecordingException(
              RecordMessage.RECORDING_VERSION.text(file, version, RecordingHeader.VERSION));
        }
        return header(line);
      }
    } catch (JsonParseException | IllegalStateException e) {
      // Not a JSON object: reported below.
    } catch (IllegalArgumentException | UnsupportedOperationException | DateTimeException e) {
      throw malformed(e);
    }
    throw new RecordingException(RecordMessage.RECORDING_NOT.text(file));
  }

  private static RecordingHeader header(JsonObject line) {
    List<String> command = new ArrayList<>();
    for (JsonElement argument : need(line, "command").getAsJsonArray()) {
      command.add(argument.getAsString());
    }
    Map<String, String> environment = new TreeMap<>();
    for (var variable : need(line, "environment").getAsJsonObject().entrySet()) {
      environment.put(variable.getKey(), variable.getValue().getAsString());
    }
    return new RecordingHeader(
        Instant.parse(need(line, "started").getAsString()),
        need(line, "pid").getAsLong(),
        Path.of(need(line, "directory").getAsString()),
        command,
        environment);
  }

  private static JsonElement need(JsonObject line, String key) {
    JsonElement value = line.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no key " + key);
    }
    return value;
  }

  private RecordingException malformed(RuntimeException e) {
    return new RecordingException(
        RecordMessage.RECORDING_LINE.text(file, number, String.valueOf(e.getMessage())));
  }
}
