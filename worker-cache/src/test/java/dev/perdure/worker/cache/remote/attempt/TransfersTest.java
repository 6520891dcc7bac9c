package dev.perdure.worker.cache.remote.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.cache.remote.failure.LocalFailure;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransfersTest {
  private final ExecutorService threads = DaemonPool.of("transfers-test", 2);
  private final ExecutorService callers = DaemonPool.of("transfers-test-caller", 2);
  private final Transfers transfers = new Transfers(threads);

  @AfterEach
  void stop() {
    threads.shutdownNow();
    callers.shutdownNow();
  }

  /** A transfer that goes on until it is interrupted. */
  private static boolean stall() throws InterruptedException {
    new CountDownLatch(1).await();
    return true;
  }

  @Test
  void failureBehindATransferThatStalls_endsIt() {
    Callable<Boolean> failing =
        () -> {
          throw new IOException("no luck");
        };

    assertThatThrownBy(() -> transfers.all(List.of(TransfersTest::stall, failing)))
        .isInstanceOf(IOException.class)
        .hasMessage("no luck");
  }

  @Test
  void missBehindATransferThatStalls_endsIt() throws Exception {
    assertThat(transfers.all(List.of(TransfersTest::stall, () -> false))).isFalse();
  }

  @Test
  void closeWhileOthersWaitForAThread_endsAllAtOnce() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    Callable<Boolean> stalling =
        () -> {
          running.countDown();
          return stall();
        };
    Future<Boolean> waiting = callers.submit(() -> transfers.all(Collections.nCopies(9, stalling)));
    running.await();
    Future<Boolean> notBegun = callers.submit(() -> transfers.all(List.of(stalling)));
    transfers.close();

    for (Future<Boolean> each : List.of(waiting, notBegun)) {
      assertThatThrownBy(each::get).hasRootCauseMessage("the cache was closed");
    }
    assertThatThrownBy(() -> transfers.all(List.of(stalling)))
        .isInstanceOf(LocalFailure.class)
        .hasRootCauseMessage("the cache was closed");
  }

  @Test
  void error_reachesTheCaller() {
    Callable<Boolean> broken =
        () -> {
          throw new StackOverflowError("deep");
        };

    assertThatThrownBy(() -> transfers.all(List.of(broken))).isInstanceOf(StackOverflowError.class);
  }
}
