package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More tokens than a pipe holds unless it is told to, or than any holds. */
@Timeout(60)
class PipeSizeTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {4_096, 61_440, 61_441, 70_000})
  void manyTokens_fitAndGoRound(int tokens) throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, tokens, directory)) {
      assertThat(server.stats().free()).isEqualTo(tokens);
      // Past the end of the page that the first token was in.
      for (int i = 0; i < 5_000; i++) {
        try (JobLease lease = server.client().acquire()) {
          assertThat(lease.tokens()).isOne();
        }
      }
      assertThat(server.stats().free()).isEqualTo(tokens);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MAKE_FIFO", "MAKE_DESCRIPTORS"})
  void moreThanTheSystemAllows_isRefusedAndLeavesNothing(JobProtocol protocol) {
    assertThatThrownBy(() -> JobServer.create(protocol, Integer.MAX_VALUE, directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2147483647")
        .hasMessageEndingWith("[pipe-small]");
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(names = {"GHC_SEMAPHORE", "GHC_SOCKET"})
  void otherProtocols_haveRoomForAll(JobProtocol protocol) throws Exception {
    try (JobServer server = JobServer.create(protocol, Integer.MAX_VALUE, directory)) {
      assertThat(server.stats().free()).isEqualTo(Integer.MAX_VALUE);
    }
  }
}
