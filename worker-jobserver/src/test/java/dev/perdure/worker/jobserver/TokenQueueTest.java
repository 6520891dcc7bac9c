package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenQueueTest {
  /** Has memory from the second time on. */
  private static final class Reader implements Executor {
    private boolean hasMemory;

    @Override
    public void execute(Runnable task) {
      if (!hasMemory) {
        hasMemory = true;
        throw new OutOfMemoryError("test");
      }
      new JobThread("test-reader").execute(task);
    }
  }

  @Test
  void noMemoryForTheReader_failsOneWaitAndNotThoseAfterIt() throws Exception {
    EndlessTokens source = new EndlessTokens();
    TokenQueue queue =
        new TokenQueue(source, false, new JobAddress.Fifo(Path.of("none")), new Reader());
    assertThatThrownBy(() -> queue.take(Long.MAX_VALUE, null))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("test");
    assertThat(queue.waiting()).isZero();
    Token token = queue.take(TimeUnit.SECONDS.toNanos(30), null);
    assertThat(token).isNotNull();
    queue.giveBack(token);
    queue.close();
    assertThat(queue.taken()).isZero();
  }
}
