package dev.perdure.worker.benchmarks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that does something else would be compared for nothing. */
@Timeout(60)
class ServedTest {
  private static final int COUNT = 10;

  static Stream<Served> served() {
    return Stream.of(
        new Dispatching.Multiplexed(),
        new Dispatching.CachedPool(),
        new Dispatching.ThreadARequest(),
        new Caching.ByDigest(),
        new Caching.ByFileTime(),
        new Caching.ByContent());
  }

  @ParameterizedTest
  @MethodSource
  void served(Served worker) throws Exception {
    worker.count = COUNT;
    worker.start();
    try {
      for (int i = 0; i < 3; i++) {
        worker.roundTrip();
      }
    } finally {
      worker.stop();
    }
  }

  @Test
  void files_areDeletedAtTheEnd() throws Exception {
    Caching.ByContent worker = new Caching.ByContent();
    worker.count = COUNT;
    worker.start();
    Path folder = worker.file(worker.requests().get(0).inputs().get(0)).getParent();
    assertThat(folder).isDirectory();

    worker.stop();

    assertThat(Files.exists(folder)).isFalse();
  }
}
