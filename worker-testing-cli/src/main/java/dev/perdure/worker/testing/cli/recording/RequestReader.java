package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests that were written by hand: JSON objects as a client sends them (F5), on separate
 * lines or not. A request is returned as soon as its last byte has come. Not thread-safe.
 */
public final class RequestReader {
  private final String name;
  private final InputStream in;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final MessageStream stream = new MessageStream(RecordedStream.IN, events::add);
  private boolean ended;

  private RequestReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
    stream.speak(Protocol.JSON, 0);
  }

  /** Reads from {@code in}; {@code name} names it in error messages. */
  public static RequestReader of(String name, InputStream in) {
    return new RequestReader(name, in);
  }

  /**
   * The next request, or null after the last.
   *
   * @throws RecordingException if what comes is not a request; the message has the offset, what was
   *     expected, and what came
   */
  public @Nullable WorkRequest next() throws IOException {
    byte[] buffer = new byte[1 << 16];
    while (events.isEmpty() && !ended) {
      int count = in.read(buffer);
      if (count < 0) {
        ended = true;
        stream.end(0);
      } else {
        stream.accept(0, Arrays.copyOf(buffer, count));
      }
    }
    if (events.isEmpty()) {
      return null;
    }
    RecordedEvent event = events.remove(0);
    if (event instanceof RecordedEvent.Malformed malformed) {
      throw new RecordingException(
          RecordMessage.REQUEST_NONE.text(name, malformed.offset(), malformed.problem()));
    }
    return ((RecordedEvent.Request) event).request();
  }
}
