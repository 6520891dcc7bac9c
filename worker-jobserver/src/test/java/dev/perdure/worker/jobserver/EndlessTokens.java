package dev.perdure.worker.jobserver;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source that always has a token, and counts them. */
class EndlessTokens implements TokenSource {
  final AtomicInteger taken = new AtomicInteger();
  final AtomicInteger givenBack = new AtomicInteger();

  @Override
  public @Nullable Token poll() {
    taken.incrementAndGet();
    return givenBack::incrementAndGet;
  }

  @Override
  public @Nullable Token await() {
    return poll();
  }

  @Override
  public void wake() {}

  @Override
  public void close() {}
}
