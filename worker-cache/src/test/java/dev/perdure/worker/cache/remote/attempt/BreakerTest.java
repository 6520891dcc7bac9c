package dev.perdure.worker.cache.remote.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final AtomicLong nanos = new AtomicLong(-5); // As System.nanoTime, it begins anywhere.
  private final Breaker breaker = new Breaker(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void open() {
    for (int i = 1; i < Breaker.FAILURES; i++) {
      assertThat(breaker.failed()).isFalse();
    }
    assertThat(breaker.failed()).isTrue();
  }

  @Test
  void failuresInARow_openIt() {
    open();

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void successBetween_startsAgain() {
    breaker.failed();
    breaker.failed();
    assertThat(breaker.succeeded()).isFalse();

    open();
  }

  @Test
  void afterAWhile_oneIsAdmittedEachTime() {
    open();
    pass(Breaker.SHORTEST);

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
    assertThat(breaker.succeeded()).isTrue();
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void failureAgain_doublesTheWaitUpToALimit() {
    open();
    Duration wait = Breaker.SHORTEST;
    for (int i = 0; i < 10; i++) {
      pass(wait);
      assertThat(breaker.admits()).isTrue();
      assertThat(breaker.failed()).isFalse();
      wait =
          wait.multipliedBy(2).compareTo(Breaker.LONGEST) > 0
              ? Breaker.LONGEST
              : wait.multipliedBy(2);
      pass(wait.minusNanos(1));
      assertThat(breaker.admits()).isFalse();
      nanos.addAndGet(1 - wait.toNanos());
    }
    assertThat(wait).isEqualTo(Breaker.LONGEST);
  }

  @Test
  void failuresOfWhatWasBegunBefore_doNotLengthenTheWait() {
    open();
    pass(Breaker.SHORTEST.minusNanos(1));
    breaker.failed();
    breaker.open();
    assertThat(breaker.admits()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(breaker.admits()).isTrue();

    breaker.failed();
    breaker.failed();
    pass(Breaker.SHORTEST.multipliedBy(2));
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void refusal_opensAtOnce() {
    assertThat(breaker.open()).isTrue();
    assertThat(breaker.open()).isFalse();
    assertThat(breaker.admits()).isFalse();
  }
}
