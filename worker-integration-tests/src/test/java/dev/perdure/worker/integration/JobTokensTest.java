package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.jobserver.JobLease;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A multiplex worker that a job server's client bounds. */
@Timeout(60)
class JobTokensTest {
  private static final int REQUESTS = 40;

  @TempDir Path directory;

  @Test
  void requests_shareTheTokensWithOthers() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 3, directory);
        JobClient client = JobClient.join(server.address());
        JobLease others = server.client().acquireUpTo(2);
        WorkerHarness worker =
            WorkerHarness.inProcess(
                    Worker.of(
                            context -> {
                              most.accumulateAndGet(running.incrementAndGet(), Math::max);
                              context.out().print(context.arguments().get(0));
                              running.decrementAndGet();
                              return 0;
                            })
                        .multiplex(Multiplex.create().slots(8).permits(client)))
                .start()) {
      assertThat(others.tokens()).isEqualTo(2);
      for (int id = 1; id <= REQUESTS; id++) {
        worker.send(WorkRequest.of(id, List.of("a" + id)));
      }
      for (int id = 1; id <= REQUESTS; id++) {
        assertThat(worker.await(id).output()).isEqualTo("a" + id);
      }
      // The one that it has from the start, and the one that the others have left.
      assertThat(most.get()).isBetween(1, 2);
      assertThat(client.stats().acquired()).isEqualTo(REQUESTS);
      assertThat(client.stats().mostHeld()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void requestCancelledWhileItWaits_leavesItsTokenToOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 1, directory);
        WorkerHarness worker =
            WorkerHarness.inProcess(
                    Worker.of(
                            context -> {
                              begun.countDown();
                              return end.await(10, TimeUnit.SECONDS) ? 0 : 1;
                            })
                        .multiplex(Multiplex.create().slots(2).permits(server.client())))
                .start()) {
      worker.send(WorkRequest.of(1, List.of()));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      worker.send(WorkRequest.of(2, List.of()));
      worker.cancel(2);
      assertThat(worker.await(2).wasCancelled()).isTrue();
      end.countDown();
      assertThat(worker.await(1).exitCode()).isZero();
      assertThat(server.client().stats().waiting()).isZero();
      assertThat(server.client().acquire().tokens()).isEqualTo(1);
    }
  }
}
