package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.process.wire.MessageReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that can't be read for a reason of this JVM's own. */
@Timeout(20)
class UnreadableAnswerTest {
  private static final String PONG = "9:type=pong\n0:\n";

  private final MessageQueue messages = new MessageQueue();

  @Test
  void answerThatDoesNotFitTheHeap_endsTheWaitForIt() throws Exception {
    InputStream answers = new SequenceInputStream(text(PONG), tooLarge());
    pass(answers);
    assertThat(messages.take().type()).isEqualTo("pong");
    assertThatThrownBy(messages::take)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("OutOfMemoryError: Java heap space");
  }

  @Test
  void endOfTheAnswers_isNoFailure() throws Exception {
    pass(text(PONG));
    assertThat(messages.take().type()).isEqualTo("pong");
    assertThat(messages.take()).isNull();
  }

  /** On a thread of its own: to JUnit such an error is its own end. */
  private void pass(InputStream answers) throws InterruptedException {
    MessageReader reader = new MessageReader(answers, 1_000);
    Thread thread = new Thread(() -> PipedChild.pass(reader, messages));
    thread.start();
    thread.join();
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream tooLarge() {
    return new InputStream() {
      @Override
      public int read() {
        throw new OutOfMemoryError("Java heap space");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return read();
      }
    };
  }
}
