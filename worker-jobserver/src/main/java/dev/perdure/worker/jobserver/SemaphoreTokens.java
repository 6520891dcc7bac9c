package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Tokens of GHC's {@code -jsem}: the value of a semaphore. They can't be told apart. */
final class SemaphoreTokens implements TokenSource {
  /**
   * How long the C library waits at a time. Its wait can't be ended. So after a thread has given
   * up, a token can still be taken within this time, and is then given back at once.
   */
  private static final long WAIT_MILLIS = 50;

  private final PosixSemaphore semaphore;
  private final Token token;

  SemaphoreTokens(PosixSemaphore semaphore) {
    this.semaphore = semaphore;
    token = semaphore::post;
  }

  @Override
  public @Nullable Token poll() throws IOException {
    return semaphore.tryWait() ? token : null;
  }

  @Override
  public @Nullable Token await() throws IOException {
    return semaphore.tryWait(WAIT_MILLIS) ? token : null;
  }

  @Override
  public void wake() {
    // The wait is short.
  }

  @Override
  public void close() {
    try {
      semaphore.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
