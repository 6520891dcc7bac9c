package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.testing.Protocol;
import java.util.function.Consumer;

/**
 * The two directions of a conversation: answers are read in the encoding of the requests. Not
 * thread-safe.
 */
public final class MessageStreams {
  private final MessageStream requests;
  private final MessageStream answers;

  /** Passes requests, answers, and places at which a stream becomes malformed to {@code events}. */
  public MessageStreams(Consumer<RecordedEvent> events) {
    requests = new MessageStream(RecordedStream.IN, events);
    answers = new MessageStream(RecordedStream.OUT, events);
  }

  /** Adds bytes; {@code stream} is not that of the log. */
  public void accept(RecordedStream stream, long at, byte[] bytes) {
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

  /** Notes that bytes of that stream are missing here. */
  public void gap(RecordedStream stream, long at, long count) {
    if (stream != RecordedStream.ERR) {
      of(stream).gap(at, count);
    }
  }

  /** Notes that the stream has ended. */
  public void end(RecordedStream stream, long at) {
    if (stream != RecordedStream.ERR) {
      of(stream).end(at);
    }
  }

  private MessageStream of(RecordedStream stream) {
    return stream == RecordedStream.IN ? requests : answers;
  }
}
