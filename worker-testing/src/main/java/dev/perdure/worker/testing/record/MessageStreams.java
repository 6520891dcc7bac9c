package dev.perdure.worker.testing.record;

import dev.perdure.worker.testing.Protocol;
import java.util.function.Consumer;

/**
 * The two directions of a conversation: answers are read in the encoding of the requests. Not
 * thread-safe.
 */
final class MessageStreams {
  private final MessageStream requests;
  private final MessageStream answers;

  /** {@code events} is given requests, answers, and the places where either ends being one. */
  MessageStreams(Consumer<RecordedEvent> events) {
    requests = new MessageStream(RecordedStream.IN, events);
    answers = new MessageStream(RecordedStream.OUT, events);
  }

  /** Bytes came; {@code stream} is not that of the log. */
  void accept(RecordedStream stream, long at, byte[] bytes) {
    if (stream == RecordedStream.OUT) {
      answers.accept(at, bytes);
      return;
    }
    requests.accept(at, bytes);
    Protocol spoken = requests.protocol();
    if (spoken != null && answers.protocol() == null) {
      answers.speak(spoken, at);
    }
  }

  /** Bytes of that stream are missing from here on. */
  void gap(RecordedStream stream, long at, long count) {
    if (stream != RecordedStream.ERR) {
      of(stream).gap(at, count);
    }
  }

  /** That stream ended. */
  void end(RecordedStream stream, long at) {
    if (stream != RecordedStream.ERR) {
      of(stream).end(at);
    }
  }

  private MessageStream of(RecordedStream stream) {
    return stream == RecordedStream.IN ? requests : answers;
  }
}
