package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import java.util.Base64;
import java.util.function.Consumer;

/** Writes entries as lines. Used by one thread. */
sealed interface LogFormat permits LogFormat.Plain, MaskedFormat {
  /** The first line of a log. */
  default String header(RecordingHeader header) {
    return LogLine.of(
        json -> {
          json.name("perdureRecording").value(RecordingHeader.VERSION);
          json.name("started").value(header.started().toString());
          json.name("pid").value(header.pid());
          json.name("directory").value(header.directory().toString());
          json.name("command").beginArray();
          for (String argument : header.command()) {
            json.value(argument);
          }
          json.endArray();
          json.name("environment").beginObject();
          for (var variable : header.environment().entrySet()) {
            json.name(variable.getKey()).value(variable.getValue());
          }
          json.endObject();
        });
  }

  /** Passes on the lines of an entry, if there are any. */
  void lines(LogEntry entry, Consumer<String> lines);

  /** The line of an event without bytes. */
  static String line(RecordedEvent event) {
    return LogLine.of(
        json -> {
          json.name("at").value(event.at());
          if (event instanceof RecordedEvent.StreamEnded ended) {
            json.name("end").value(ended.stream().key());
          } else if (event instanceof RecordedEvent.Held held) {
            json.name("held").value(held.stream().key());
            json.name("micros").value(held.micros());
          } else if (event instanceof RecordedEvent.Signalled signalled) {
            json.name("signal").value(signalled.name());
          } else if (event instanceof RecordedEvent.Exited exited) {
            json.name("exit").value(exited.exitCode());
          }
        });
  }

  /** Raw bytes in base64: nothing is decoded while the worker works. */
  final class Plain implements LogFormat {
    @Override
    public void lines(LogEntry entry, Consumer<String> lines) {
      if (entry instanceof LogEntry.Piece piece) {
        lines.accept(line(piece));
      } else if (entry instanceof LogEntry.Gap gap) {
        lines.accept(
            LogLine.of(
                json -> {
                  json.name("at").value(gap.at());
                  json.name("gap").value(gap.stream().key());
                  json.name("count").value(gap.count());
                }));
      } else if (entry instanceof LogEntry.Happened happened) {
        lines.accept(LogFormat.line(happened.event()));
      }
    }

    private static String line(LogEntry.Piece piece) {
      return LogLine.of(
          json -> {
            json.name("at").value(piece.at);
            json.name(piece.stream.key()).value(Base64.getEncoder().encodeToString(piece.bytes));
          });
    }
  }
}
