package dev.perdure.worker.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BytePipeTest {
  private final BytePipe pipe = new BytePipe();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() throws Exception {
    other.shutdownNow();
    assertThat(other.awaitTermination(10, SECONDS)).isTrue();
  }

  @Test
  void bytes_arriveInOrderUntilTheEnd() throws Exception {
    long seed = 20261121;
    System.out.println("seed " + seed);
    byte[] bytes = new byte[1_000_003];
    new Random(seed).nextBytes(bytes);
    Future<byte[]> read = other.submit(() -> pipe.source().readAllBytes());

    Random pieces = new Random(seed);
    for (int i = 0; i < bytes.length; ) {
      int count = Math.min(bytes.length - i, pieces.nextInt(200_000));
      pipe.sink().write(bytes, i, count);
      i += count;
    }
    pipe.sink().close();

    assertThat(read.get(10, SECONDS)).isEqualTo(bytes);
  }

  @Test
  void closedSource_failsAWriterThatWaits() {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Future<?> written =
        other.submit(
            () -> {
              pipe.sink().write(new byte[1 << 16]);
              begun.complete(null);
              pipe.sink().write(1);
              return null;
            });
    begun.join();
    pipe.closeSource();

    assertThatThrownBy(() -> written.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("the pipe was closed at the other end");
  }

  @Test
  void interrupt_isKeptAndBreaksNothing() throws Exception {
    pipe.sink().write(7);
    Thread.currentThread().interrupt();

    assertThat(pipe.source().read()).isEqualTo(7);
    assertThat(Thread.interrupted()).isTrue();
  }
}
