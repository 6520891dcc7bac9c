package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the end of a process becomes known. */
@Timeout(60)
class ChildEndTest {
  @Test
  void end_isSeenByAThreadOfItsOwnThatNobodyElseCanKeepBusy() throws Exception {
    CompletableFuture<String> seenBy = new CompletableFuture<>();
    try (PipedChild child = PipedChild.start(FakeChild.that(), "mark", ChildLimits.defaults())) {
      child.onEnd(() -> seenBy.complete(Thread.currentThread().getName()));
      child.endInput();
      assertThat(seenBy.get(20, TimeUnit.SECONDS)).isEqualTo("perdure-child-end-" + child.name());
    }
  }
}
