package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.cache.remote.attempt.DaemonPool;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import dev.perdure.worker.cache.remote.failure.StatusException;
import dev.perdure.worker.cache.remote.http.HttpStore;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpStoreTest {
  private final FakeCacheServer server = new FakeCacheServer();
  private final ExecutorService threads = DaemonPool.of("http-store-test", 4);
  private final RemoteCacheOptions options = RemoteCacheOptions.of(server.url());

  HttpStoreTest() throws IOException {}

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.close();
  }

  @Test
  void timeoutsWithoutEnd_areNoObstacle() throws Exception {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    HttpStore store =
        new HttpStore(options.timeout(forEver).connectTimeout(forEver).server(), threads);
    store.putEntry("key", new byte[] {1});

    assertThat(store.entry("key")).containsExactly(1);
  }

  @Test
  void endlessPageOfAnError_isThatError() {
    server.behave(
        exchange -> {
          exchange.sendResponseHeaders(500, 0);
          while (true) {
            exchange.getResponseBody().write(new byte[1 << 16]);
          }
        });
    HttpStore store = new HttpStore(options.server(), threads);

    assertThatThrownBy(() -> store.entry("key")).isInstanceOf(StatusException.class);
  }

  @Test
  void exchangeBegunAfterTheClose_fails() {
    HttpStore store = new HttpStore(options.server(), threads);
    store.close();

    assertThatThrownBy(() -> store.entry("key"))
        .isInstanceOf(LocalFailure.class)
        .hasMessage("the cache was closed");
  }
}
