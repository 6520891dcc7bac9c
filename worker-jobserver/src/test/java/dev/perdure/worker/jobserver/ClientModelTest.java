package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkCancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients of a foreign server of each protocol. Their threads take tokens in every way, at once,
 * are cancelled and interrupted, beside a neighbour that dies with tokens; never do more jobs run
 * than there are tokens, and in the end all are back.
 */
@Timeout(120)
class ClientModelTest {
  private static final int TOKENS = 3;
  private static final int CLIENTS = 2;
  private static final int THREADS_EACH = 3;
  private static final int STEPS = Integer.getInteger("perdure.jobs.steps", 100_000);

  /** Each client has one token beside those of the server. */
  private static final int BOUND = TOKENS + CLIENTS;

  @TempDir Path directory;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger withdrawn = new AtomicInteger();
  private final AtomicInteger steps = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(JobProtocol.class)
  void tokens_areNeitherLostNorMade(JobProtocol protocol) throws Exception {
    Random random = Seed.random();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> work = new ArrayList<>();
    List<JobClient> clients = new ArrayList<>();
    try (ForeignServer server = ForeignServer.start(protocol, TOKENS, directory)) {
      for (int i = 0; i < CLIENTS; i++) {
        JobClient client = JobClient.join(server.address());
        clients.add(client);
        for (int j = 0; j < THREADS_EACH; j++) {
          Random own = new Random(random.nextLong());
          work.add(threads.submit(() -> work(client, own)));
        }
      }
      Random own = new Random(random.nextLong());
      work.add(threads.submit(() -> liveAndDie(server, own)));
      for (Future<?> each : work) {
        each.get(100, TimeUnit.SECONDS);
      }
      for (JobClient client : clients) {
        assertThat(client.stats().held()).isZero();
        assertThat(client.stats().waiting()).isZero();
        client.close();
      }
      awaitAllFree(server);
      assertThat(most.get()).isBetween(TOKENS, BOUND);
      assertThat(withdrawn.get()).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  private Void work(JobClient client, Random random) throws Exception {
    while (steps.incrementAndGet() <= STEPS) {
      JobLease lease = acquire(client, random);
      if (lease == null) {
        withdrawn.incrementAndGet();
      } else {
        most.accumulateAndGet(running.addAndGet(lease.tokens()), Math::max);
        running.addAndGet(-lease.tokens());
        lease.close();
      }
    }
    return null;
  }

  private static JobLease acquire(JobClient client, Random random) throws Exception {
    switch (random.nextInt(16)) {
      case 0 -> {
        return client.acquireUpTo(1 + random.nextInt(3));
      }
      case 1 -> {
        return client.acquire(Duration.ofNanos(random.nextInt(100_000)));
      }
      case 2 -> {
        Cancel cancel = new Cancel();
        // Before, while or after it waits.
        Thread canceller = new Thread(cancel::cancel);
        canceller.start();
        try {
          return client.acquire(cancel);
        } catch (WorkCancelledException e) {
          return null;
        } finally {
          canceller.join();
        }
      }
      case 3 -> {
        Thread waiting = Thread.currentThread();
        Thread interrupter = new Thread(waiting::interrupt);
        interrupter.start();
        try {
          return client.acquire();
        } catch (InterruptedException e) {
          return null;
        } finally {
          joinStubbornly(interrupter);
        }
      }
      case 4, 5, 6, 7, 8 -> {
        return client.acquire();
      }
      default -> {
        return client.tryAcquire();
      }
    }
  }

  private static void joinStubbornly(Thread thread) throws InterruptedException {
    while (true) {
      try {
        thread.join();
        Thread.interrupted(); // It came after the token.
        return;
      } catch (InterruptedException e) {
        // That was it.
      }
    }
  }

  /** A neighbour that takes tokens until it dies with them; then the server restores them. */
  private Void liveAndDie(ForeignServer server, Random random) throws IOException {
    while (steps.get() <= STEPS) {
      ForeignClient neighbour = ForeignClient.of(server.address());
      for (int i = 0; i < 20; i++) {
        if (random.nextBoolean()) {
          if (neighbour.take()) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
          }
        } else if (neighbour.held() > 0) {
          running.decrementAndGet();
          neighbour.giveBack();
        }
      }
      int held = neighbour.held();
      running.addAndGet(-held);
      neighbour.die();
      server.restore(held);
    }
    return null;
  }

  /** What came too late for a thread, and what a lost connection had, comes back by itself. */
  private static void awaitAllFree(ForeignServer server) throws Exception {
    try (JobClient client = JobClient.join(server.address())) {
      for (int i = 0; i <= TOKENS; i++) { // One more, which it has without asking.
        assertThat(client.acquire(Duration.ofSeconds(30))).as("token %s", i).isNotNull();
      }
    }
    assertThat(server.free()).isEqualTo(TOKENS);
  }
}
