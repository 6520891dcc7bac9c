package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransfersTest {
  private final ExecutorService threads = DaemonPool.of("transfers-test", 2);
  private final Transfers transfers = new Transfers(threads);

  @AfterEach
  void stop() {
    threads.shutdownNow();
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
}
