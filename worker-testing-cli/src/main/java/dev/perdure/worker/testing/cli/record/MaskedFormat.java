package dev.perdure.worker.testing.cli.record;

import com.google.gson.stream.JsonWriter;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.recording.MessageStreams;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes messages without their secrets. A secret can be split over two pieces of a stream, so
 * messages are decoded. Of bytes that can't be decoded, only the position is logged.
 */
final class MaskedFormat implements LogFormat {
  private static final int LINE_BYTES = 1 << 16;

  private final Mask mask;
  private final MessageStreams messages = new MessageStreams(this::take);
  private final StringBuilder log = new StringBuilder();
  private Consumer<String> lines = line -> {};

  MaskedFormat(Mask mask) {
    this.mask = mask;
  }

  @Override
  public String header(RecordingHeader header) {
    return LogFormat.super.header(
        new RecordingHeader(
            header.started(),
            header.pid(),
            header.directory(),
            mask.apply(header.command()),
            mask.apply(header.environment())));
  }

  @Override
  public void lines(LogEntry entry, Consumer<String> lines) {
    this.lines = lines;
    if (entry instanceof LogEntry.Piece piece) {
      if (piece.stream == RecordedStream.ERR) {
        log(piece.at, new String(piece.bytes, StandardCharsets.UTF_8));
      } else {
        messages.accept(piece.stream, piece.at, piece.bytes);
      }
    } else if (entry instanceof LogEntry.Gap gap) {
      messages.gap(gap.stream(), gap.at(), gap.count());
    } else if (entry instanceof LogEntry.Happened happened) {
      happened(happened.event());
    }
  }

  private void happened(RecordedEvent event) {
    if (event instanceof RecordedEvent.StreamEnded ended) {
      if (ended.stream() == RecordedStream.ERR) {
        flush(ended.at());
      } else {
        messages.end(ended.stream(), ended.at());
      }
    }
    lines.accept(LogFormat.line(event));
  }

  /**
   * Logs text by whole lines, so that secrets are found in them, except if a line is too long to
   * wait for.
   */
  private void log(long at, String text) {
    log.append(text);
    int end = log.lastIndexOf("\n") + 1;
    if (log.length() - end > LINE_BYTES) {
      end = log.length();
    }
    write(at, end);
  }

  private void flush(long at) {
    write(at, log.length());
  }

  private void write(long at, int end) {
    if (end == 0) {
      return;
    }
    String text = mask.apply(log.substring(0, end));
    log.delete(0, end);
    lines.accept(
        LogLine.of(
            json -> {
              json.name("at").value(at);
              json.name("log").value(text);
            }));
  }

  private void take(RecordedEvent event) {
    if (event instanceof RecordedEvent.Request came) {
      lines.accept(
          LogLine.of(
              json -> {
                message(json, came.at(), came.offset(), came.size());
                json.name("protocol").value(key(came.protocol()));
                json.name("request");
                write(came.request(), json);
              }));
    } else if (event instanceof RecordedEvent.Answer came) {
      lines.accept(
          LogLine.of(
              json -> {
                message(json, came.at(), came.offset(), came.size());
                json.name("protocol").value(key(came.protocol()));
                json.name("answer");
                write(came.response(), json);
              }));
    } else if (event instanceof RecordedEvent.Malformed malformed) {
      lines.accept(
          LogLine.of(
              json -> {
                json.name("at").value(malformed.at());
                json.name("malformed").value(malformed.stream().key());
                json.name("offset").value(malformed.offset());
                json.name("problem").value(mask.apply(malformed.problem()));
              }));
    }
  }

  private static void message(JsonWriter json, long at, long offset, int size) throws IOException {
    json.name("at").value(at);
    json.name("offset").value(offset);
    json.name("size").value(size);
  }

  private void write(WorkRequest request, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("arguments").beginArray();
    for (String argument : request.arguments()) {
      json.value(mask.apply(argument));
    }
    json.endArray();
    json.name("inputs").beginArray();
    for (Input input : request.inputs()) {
      json.beginObject();
      json.name("path").value(input.path());
      json.name("digest").value(Base64.getEncoder().encodeToString(input.digest().toBytes()));
      json.endObject();
    }
    json.endArray();
    json.name("requestId").value(request.requestId());
    json.name("cancel").value(request.cancel());
    json.name("verbosity").value(request.verbosity());
    json.name("sandboxDir").value(request.sandboxDir());
    json.endObject();
  }

  private void write(WorkResponse answer, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("exitCode").value(answer.exitCode());
    json.name("output").value(mask.apply(answer.output()));
    json.name("requestId").value(answer.requestId());
    json.name("wasCancelled").value(answer.wasCancelled());
    json.endObject();
  }

  private static String key(Protocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT);
  }
}
