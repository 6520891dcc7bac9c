package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.testing.Protocol;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a conversation: splits its bytes, in whatever pieces they come, into messages.
 * It ends at the first bytes that are not a message. Not thread-safe.
 */
final class MessageStream {
  private final RecordedStream direction;
  private final Consumer<RecordedEvent> events;
  private byte[] bytes = new byte[1 << 13];
  private int from;
  private int to;
  private long offset;
  private @Nullable Protocol protocol;
  private @Nullable Framing framing;
  private boolean broken;

  MessageStream(RecordedStream direction, Consumer<RecordedEvent> events) {
    this.direction = direction;
    this.events = events;
  }

  /** The encoding, or null while too few bytes have come to tell. */
  @Nullable Protocol protocol() {
    return protocol;
  }

  /** Sets the encoding, so that messages can be read. */
  void speak(Protocol spoken, long at) {
    protocol = spoken;
    framing =
        switch (spoken) {
          case JSON -> new JsonFraming();
          case PROTO ->
              direction == RecordedStream.IN ? ProtoFraming.ofRequests() : ProtoFraming.ofAnswers();
        };
    cut(at);
  }

  void accept(long at, byte[] piece) {
    if (broken) {
      return;
    }
    append(piece);
    if (protocol == null && direction == RecordedStream.IN) {
      Protocol guessed = ProtocolGuess.of(bytes, from, to);
      if (guessed != null) {
        speak(guessed, at);
      }
      return;
    }
    cut(at);
  }

  /** Notes that the stream ended, or that the recording did. */
  void end(long at) {
    if (!broken && to > from) {
      malformed(at, RecordMessage.STREAM_ENDED.text(to - from));
    }
    broken = true;
  }

  /** Notes that bytes are missing here. */
  void gap(long at, long count) {
    if (!broken) {
      malformed(at, RecordMessage.STREAM_GAP.text(count));
    }
  }

  private void cut(long at) {
    Framing cutting = framing;
    if (cutting == null || protocol == null) {
      return;
    }
    Messages messages = Messages.of(protocol);
    try {
      for (int length = next(cutting); length > 0; length = next(cutting)) {
        int header = cutting.header(bytes, from);
        emit(at, length, messages, header);
        skip(length);
      }
    } catch (MalformedException e) {
      malformed(at, e.problem());
    }
  }

  private int next(Framing cutting) throws MalformedException {
    skip(cutting.separators(bytes, from, to));
    return cutting.length(bytes, from, to);
  }

  private void emit(long at, int length, Messages messages, int header) throws MalformedException {
    Protocol spoken = Objects.requireNonNull(protocol);
    if (direction == RecordedStream.IN) {
      var request = messages.request(bytes, from + header, length - header);
      events.accept(new RecordedEvent.Request(at, offset, length, spoken, request));
    } else {
      var answer = messages.answer(bytes, from + header, length - header);
      events.accept(new RecordedEvent.Answer(at, offset, length, spoken, answer));
    }
  }

  private void malformed(long at, String problem) {
    broken = true;
    events.accept(new RecordedEvent.Malformed(at, direction, offset, problem));
    bytes = new byte[0];
    from = 0;
    to = 0;
  }

  private void skip(int count) {
    from += count;
    offset += count;
  }

  private void append(byte[] piece) {
    if (from == to) {
      from = 0;
      to = 0;
    }
    if (to + piece.length > bytes.length) {
      byte[] larger = new byte[Math.max(2 * (to - from), to - from + piece.length) + 1024];
      System.arraycopy(bytes, from, larger, 0, to - from);
      bytes = larger;
      to -= from;
      from = 0;
    }
    System.arraycopy(piece, 0, bytes, to, piece.length);
    to += piece.length;
  }
}
