package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that is closed just when the source hands a token out. */
@Timeout(60)
class ClientCloseTest {
  private final Source source = new Source();
  private final JobClient client =
      new JobClient(new JobAddress.Fifo(Path.of("none")), source, false, 4);

  private final class Source extends EndlessTokens {
    /** The number of the token with which the client is closed. */
    int last;

    @Override
    public @Nullable Token poll() {
      Token token = super.poll();
      if (taken.get() == last) {
        client.close();
      }
      return token;
    }
  }

  @Test
  void closeWhileTokensAreGathered_givesThemAllBack() {
    source.last = 3;
    assertThatThrownBy(() -> client.acquireUpTo(8)).isInstanceOf(IllegalStateException.class);
    assertThat(source.taken).hasValue(3);
    assertThat(source.givenBack).hasValue(3);
  }

  @Test
  void closeBeforeALeaseIsKnown_closesIt() {
    source.last = 1;
    JobLease lease = client.tryAcquire();
    assertThat(source.givenBack).hasValue(1);
    assertThat(client.stats().held()).isZero();
    assertThat(lease).isNotNull();
    lease.close();
    assertThat(source.givenBack).hasValue(1);
  }

  @Test
  void moreThanMemoryHolds_canBeAskedFor() throws Exception {
    source.last = 3;
    assertThatThrownBy(() -> client.acquireUpTo(Integer.MAX_VALUE))
        .isInstanceOf(IllegalStateException.class);
    assertThat(source.givenBack).hasValue(3);
  }
}
