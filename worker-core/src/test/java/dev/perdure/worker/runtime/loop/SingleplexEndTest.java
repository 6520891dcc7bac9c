package dev.perdure.worker.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SingleplexEndTest {
  @Test
  void end_betweenRequests_exitsWithZeroAndSaysNothing() throws Exception {
    TextClient client = new TextClient(context -> 0);
    client.work("work 0 v0");
    assertThat(client.end()).isZero();
    assertThat(client.log()).isEmpty();
  }

  @Test
  void end_withoutAnyRequest_exitsWithZero() throws Exception {
    assertThat(new TextClient(context -> 0).end()).isZero();
  }

  @Test
  void end_whileRunning_cancelsAndReturnsWithinASecond() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    TextClient client =
        new TextClient(
            context -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return 0;
            });
    client.send("work 0 v0\n");
    running.await();
    assertThat(client.end()).isZero();
    interrupted.await();
  }

  @Test
  void end_whileWorkIgnoresAll_returnsAndNamesTheThread() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TextClient client =
        new TextClient(
            context -> {
              running.countDown();
              while (true) {
                try {
                  go.await();
                  return 0;
                } catch (InterruptedException e) {
                  assertThat(e).isNotNull(); // Stubborn.
                }
              }
            });
    client.send("work 4 v0\n");
    running.await();
    assertThat(client.end()).isZero();
    assertThat(client.log()).contains("request 4 still runs", "perdure-work");
    go.countDown();
  }

  @Test
  void malformedMessage_isNotExecutedAndDiagnosedLast() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    TextClient client = new TextClient(context -> runs.incrementAndGet());
    client.send("rubbish\nwork 0 v0\n");
    assertThat(client.end()).isEqualTo(1);
    assertThat(runs).hasValue(0);
    assertThat(client.log().strip())
        .isEqualTo(
            "worker: the client's stream is malformed: byte 0: expected a verb, came rubbish"
                + " [text-verb] [input-malformed]");
  }

  @Test
  void messageCutShort_isNotExecuted() throws Exception {
    TextClient client = new TextClient(context -> 0);
    client.send("work 0 v0");
    assertThat(client.end()).isEqualTo(1);
    assertThat(client.hasAnswer()).isFalse();
  }
}
