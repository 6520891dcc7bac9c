package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.testing.process.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestWriterTest {
  private static final Duration LONG = Duration.ofHours(1);

  /** Takes no byte until its thread is interrupted. */
  private static final class Unread extends OutputStream {
    final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void write(int value) throws IOException {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  private final Unread out = new Unread();
  private final RequestWriter writer = new RequestWriter(out, "test");

  @Test
  void stop_endsAWriteThatRunsAndOneThatHasNotBegun() throws Exception {
    FutureTask<Void> first = writing();
    out.begun.await();
    FutureTask<Void> second = writing();
    writer.stop(Deadline.in(LONG));
    assertFails(first);
    assertFails(second);
  }

  @Test
  void writeAfterStop_fails() throws Exception {
    writer.stop(Deadline.in(LONG));
    assertFails(writing());
  }

  /** A write by another thread, which waits for it. */
  private FutureTask<Void> writing() {
    Callable<Void> write =
        () -> {
          writer.write(new byte[1], Deadline.in(LONG));
          return null;
        };
    FutureTask<Void> writing = new FutureTask<>(write);
    Thread thread = new Thread(writing, "test");
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return writing;
  }

  private static void assertFails(FutureTask<Void> writing) {
    assertThatThrownBy(() -> writing.get(40, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }
}
