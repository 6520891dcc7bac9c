package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what a server notices by itself: it notifies its monitor each time. */
final class ServerWait {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private ServerWait() {}

  static void untilChildrenAre(JobServer server, int count) throws Exception {
    until(server, stats -> stats.children() == count);
  }

  static void until(JobServer server, Predicate<JobServerStats> condition) throws Exception {
    until(server, () -> condition.test(server.stats()));
  }

  /** Looks at {@code condition} as often as the server notifies. */
  static void until(JobServer server, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    synchronized (server) {
      while (!condition.call()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        assertThat(left).as("%s", server.stats()).isPositive();
        server.wait(left);
      }
    }
  }

  /** Takes {@code count} tokens, one after another, as soon as they are there; gives them back. */
  static void untilFreeAre(JobServer server, int count) throws IOException, InterruptedException {
    JobLease[] leases = new JobLease[count];
    for (int i = 0; i < count; i++) {
      leases[i] = server.client().acquire(LONGEST);
      assertThat(leases[i]).as("token %s of %s", i + 1, count).isNotNull();
    }
    for (JobLease lease : leases) {
      lease.close();
    }
    assertThat(server.stats().free()).isEqualTo(count);
  }
}
