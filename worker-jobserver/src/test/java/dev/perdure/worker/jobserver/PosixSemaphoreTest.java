package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ways to wait, by the C library and without it. */
@Timeout(60)
class PosixSemaphoreTest {
  private static final String NAME = "perdure-semaphore-test-" + ProcessHandle.current().pid();
  private static final long LONG = TimeUnit.DAYS.toMillis(1);

  private PosixSemaphore semaphore;

  @BeforeEach
  void create() throws Exception {
    semaphore = PosixSemaphore.create(NAME, 1);
  }

  @AfterEach
  void remove() throws Exception {
    semaphore.close();
    Files.delete(SemaphorePool.file(NAME));
  }

  @Test
  void whatIsThere_isTakenAtOnceAndOnce() throws Exception {
    assertThat(semaphore.tryWait(LONG)).isTrue();
    assertThat(semaphore.tryWait(5)).isFalse();
    semaphore.post();
    assertThat(semaphore.tryRepeatedly(LONG)).isTrue();
    assertThat(semaphore.tryRepeatedly(5)).isFalse();
    assertThat(semaphore.value()).isZero();
  }

  @Test
  void whatComesWhileOneWaits_isTaken() throws Exception {
    assertThat(semaphore.tryWait()).isTrue();
    for (int i = 0; i < 100; i++) {
      Thread poster = new Thread(this::post, "test-post");
      poster.start();
      assertThat(i % 2 == 0 ? semaphore.tryWait(LONG) : semaphore.tryRepeatedly(LONG)).isTrue();
      poster.join();
    }
    assertThat(semaphore.value()).isZero();
  }

  private void post() {
    try {
      semaphore.post();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
