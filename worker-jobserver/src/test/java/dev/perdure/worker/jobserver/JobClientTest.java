package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.WorkCancelledException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that shares a server of two tokens. */
@Timeout(60)
@ParameterizedClass
@EnumSource(JobProtocol.class)
class JobClientTest {
  @Parameter JobProtocol protocol;

  @TempDir Path directory;

  private JobServer server;
  private JobClient client;

  @BeforeEach
  void start() throws Exception {
    server = JobServer.create(protocol, 2, directory);
    client = JobClient.join(server.address());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void waitWithoutEnd_endsWithAToken() throws Exception {
    try (JobLease lease = client.acquire(ChronoUnit.FOREVER.getDuration())) {
      assertThat(lease).isNotNull();
    }
    assertThatThrownBy(() -> client.acquire(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the longest wait is PT-0.000000001S");
  }

  private static final Executor THREADS =
      body -> {
        Thread thread = new Thread(body, "test-acquire");
        thread.setDaemon(true);
        thread.start();
      };

  /** Returns when a thread waits for a token. */
  private CompletableFuture<JobLease> acquiring() throws Exception {
    return acquiring(new Cancel());
  }

  private CompletableFuture<JobLease> acquiring(Cancel cancel) throws Exception {
    CompletableFuture<JobLease> lease =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return client.acquire(cancel);
              } catch (InterruptedException e) {
                throw new CompletionException(e);
              }
            },
            THREADS);
    cancel.awaitRegistered();
    assertThat(client.stats().waiting()).isOne();
    return lease;
  }

  /** A semaphore's wait for a thread that gave up may still take one, and give it back. */
  private void awaitAll(int count) throws Exception {
    long deadline = System.nanoTime() + 10_000_000_000L;
    int had = 0;
    while (had < count) {
      assertThat(System.nanoTime()).as("%s of %s can be had", had, count).isLessThan(deadline);
      try (JobLease lease = client.acquireUpTo(count)) {
        had = lease.tokens();
      }
    }
  }

  @Test
  void firstLease_asksNobody() throws Exception {
    try (JobLease lease = client.acquire()) {
      assertThat(lease.tokens()).isEqualTo(1);
      assertThat(server.stats().free()).isEqualTo(2);
    }
    assertThat(client.stats().held()).isZero();
  }

  @Test
  void acquireUpTo_takesWhatThereIs() throws Exception {
    try (JobLease lease = client.acquireUpTo(9)) {
      assertThat(lease.tokens()).isEqualTo(3);
      assertThat(server.stats().free()).isZero();
      assertThat(client.tryAcquire()).isNull();
      assertThat(client.acquire(Duration.ofMillis(1))).isNull();
    }
    ServerWait.untilFreeAre(
        server, 2); // A semaphore's wait that has found nobody any more may have one for a moment.
    assertThat(client.stats().mostHeld()).isEqualTo(3);
    assertThat(client.stats().acquired()).isEqualTo(3);
    assertThatThrownBy(() -> client.acquireUpTo(0)).hasMessage("most is 0");
  }

  @Test
  void tokenThatSomebodyGivesBack_reachesWhoWaits() throws Exception {
    JobLease others = server.client().acquireUpTo(2);
    try (JobLease first = client.acquire()) {
      CompletableFuture<JobLease> waiting = acquiring();
      assertThat(waiting).isNotDone();
      others.close();
      waiting.get(10, TimeUnit.SECONDS).close();
      assertThat(client.stats().waited()).isPositive();
    }
    ServerWait.untilFreeAre(server, 2);
  }

  @Test
  void tokenFromTheStart_isHandedOnWithinTheProcess() throws Exception {
    JobLease others = server.client().acquireUpTo(2);
    JobLease first = client.acquire();
    CompletableFuture<JobLease> waiting = acquiring();
    first.close();
    first.close();
    waiting.get(10, TimeUnit.SECONDS).close();
    others.close();
    ServerWait.untilFreeAre(server, 2);
  }

  @Test
  void cancelledWait_losesNothing() throws Exception {
    JobLease others = server.client().acquireUpTo(2);
    JobLease first = client.acquire();
    Cancel cancel = new Cancel();
    CompletableFuture<JobLease> waiting = acquiring(cancel);
    cancel.cancel();
    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(WorkCancelledException.class);
    assertThat(client.stats().waiting()).isZero();
    others.close();
    first.close();
    ServerWait.untilFreeAre(server, 2);
    assertThatThrownBy(() -> client.acquire(cancel)).isInstanceOf(WorkCancelledException.class);
    awaitAll(3);
  }

  @Test
  void interruptedThread_takesNothingButCanTryAndGiveBack() throws Exception {
    JobLease both = server.client().acquireUpTo(2);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client.acquire()).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    both.close();
    JobLease first = client.tryAcquire();
    JobLease second = client.tryAcquire();
    JobLease third = client.tryAcquire();
    assertThat(third).isNotNull();
    third.close();
    second.close();
    first.close();
    assertThat(Thread.interrupted()).isTrue();
    ServerWait.untilFreeAre(server, 2);
  }

  @Test
  void closedClient_hasGivenBackAllAndLetsNobodyWait() throws Exception {
    JobLease lease = client.acquireUpTo(3);
    CompletableFuture<JobLease> waiting = acquiring();
    client.close();
    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withRootCauseInstanceOf(IllegalStateException.class);
    lease.close();
    ServerWait.untilFreeAre(server, 2);
    assertThatThrownBy(() -> client.tryAcquire()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void serverThatIsGone_leavesTheTokenFromTheStart() throws Exception {
    assumeTrue(protocol == JobProtocol.GHC_SOCKET, "no other protocol tells");
    JobLease first = client.acquire();
    server.close();
    assertThat(client.tryAcquire()).isNull();
    CompletableFuture<JobLease> waiting = acquiring();
    first.close();
    waiting.get(10, TimeUnit.SECONDS).close();
    assertThatThrownBy(() -> server.client().acquire()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noServer_isTold() {
    assumeTrue(protocol != JobProtocol.GHC_SOCKET, "it connects when it needs a token");
    JobAddress nowhere =
        protocol == JobProtocol.GHC_SEMAPHORE
            ? new JobAddress.Semaphore("perdure-none")
            : new JobAddress.Fifo(directory.resolve("missing").resolve("none"));
    assertThatThrownBy(() -> JobClient.join(nowhere)).isInstanceOf(UncheckedIOException.class);
  }
}
