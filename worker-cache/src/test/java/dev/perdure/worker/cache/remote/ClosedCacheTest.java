package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that never answers is waited for until the cache is closed. */
@Timeout(120)
class ClosedCacheTest {
  private final FakeCacheServer server = new FakeCacheServer();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @TempDir Path dir;
  private Machine machine;

  ClosedCacheTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    RemoteCacheOptions options = RemoteCacheOptions.of(server.url()).timeout(Duration.ofDays(1));
    machine = new Machine(dir, options).write("a.txt", "abc");
    server.behave(this::stall);
  }

  @AfterEach
  void stop() {
    end.countDown();
    machine.close();
    server.close();
  }

  private boolean stall(HttpExchange exchange) {
    asked.countDown();
    return FakeCacheServer.holdUntil(end);
  }

  @Test
  void exchangeUnderWay_endsAndTheWorkIsDoneHere() throws Exception {
    machine.send("b.txt", "a.txt");
    asked.await();
    machine.closeCache();

    assertThat(machine.worker().await(0).exitCode()).isZero();
    assertThat(machine.read("b.txt")).isEqualTo("ABC");
  }
}
