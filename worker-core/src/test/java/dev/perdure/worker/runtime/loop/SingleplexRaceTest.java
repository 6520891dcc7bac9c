package dev.perdure.worker.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whose turn it is to read: requests of many lengths, sent one by one and ahead, cancels and the
 * end of the stream come at the moments at which the working thread and the watching one take
 * turns.
 */
@Timeout(60)
class SingleplexRaceTest {
  private static final int ROUNDS = 60;
  private static final int REQUESTS = 10;

  /** About the time after which the reading is handed over, on both sides of it. */
  private static final int SPREAD_NANOS = 6_000_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private static int work(WorkContext context) throws Exception {
    String deed = context.arguments().get(0);
    if (deed.equals("await-cancel")) {
      CountDownLatch cancelled = new CountDownLatch(1);
      var unused = context.cancellation().onCancel(cancelled::countDown);
      cancelled.await();
      return 1;
    }
    LockSupport.parkNanos(Integer.parseInt(deed));
    return 0;
  }

  private static void pause(int nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
  }

  /**
   * One to three requests, some of them cancelled: lines that are sent together or with a pause.
   */
  private List<String> batch(int first, int count) {
    List<String> lines = new ArrayList<>();
    for (int id = first; id < first + count; id++) {
      boolean endless = random.nextInt(3) == 0;
      String deed = endless ? "await-cancel" : Integer.toString(random.nextInt(SPREAD_NANOS));
      lines.add("work " + id + " v0 " + deed + "\n");
      if (endless || random.nextInt(4) == 0) {
        lines.add("cancel " + id + "\n");
      }
    }
    return lines;
  }

  private void send(TextClient client, List<String> lines) throws Exception {
    if (random.nextBoolean()) {
      client.send(String.join("", lines));
      return;
    }
    for (String line : lines) {
      client.send(line);
      pause(random.nextInt(SPREAD_NANOS));
    }
  }

  @Test
  void requestsAndCancelsAtAnyMoment_areAnsweredOnceAndInOrder() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (TextClient client = new TextClient(SingleplexRaceTest::work)) {
        for (int id = 1; id <= REQUESTS; ) {
          int count = 1 + random.nextInt(3);
          send(client, batch(id, count));
          for (int end = id + count; id < end; id++) {
            assertThat(client.await())
                .as("seed %s, round %s", seed, round)
                .matches(id + " (cancelled|exit=0)( .*)?");
          }
        }
        assertThat(client.hasAnswer()).as("seed %s, round %s", seed, round).isFalse();
      }
    }
  }

  @Test
  void endOfTheStreamAtAnyMoment_leavesABeginningOfTheAnswers() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TextClient client = new TextClient(SingleplexRaceTest::work);
      send(client, batch(1, 3));
      pause(random.nextInt(SPREAD_NANOS));
      assertThat(client.end()).as("seed %s, round %s", seed, round).isZero();
      for (int id = 1; client.hasAnswer(); id++) {
        assertThat(client.await())
            .as("seed %s, round %s", seed, round)
            .matches(id + " (cancelled|exit=[01])( .*)?");
      }
    }
  }
}
