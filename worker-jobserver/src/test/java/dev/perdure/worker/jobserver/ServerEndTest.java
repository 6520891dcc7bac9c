package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server in a process of its own does without, and leaves behind, however it ends. */
@Timeout(60)
class ServerEndTest {
  @TempDir Path directory;

  private List<Path> filesOf(JobProtocol protocol, long pid) throws IOException {
    Path place = protocol == JobProtocol.GHC_SEMAPHORE ? Path.of("/dev/shm") : directory;
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().contains("-" + pid + "-")).toList();
    }
  }

  @Test
  void tokensThatNobodyRecords_loadNoEvents() throws Exception {
    try (ServerProcess server = ServerProcess.start(JobProtocol.MAKE_FIFO, directory)) {
      String classes = Files.readString(directory.resolve("classes-" + server.pid()));
      assertThat(classes.lines().filter(line -> line.contains("TokenEvents")))
          .isNotEmpty()
          .noneMatch(line -> line.contains("TokenEvents$Tokens"));
    }
  }

  @ParameterizedTest
  @EnumSource(JobProtocol.class)
  void serverThatIsTerminated_leavesNothing(JobProtocol protocol) throws Exception {
    try (ServerProcess server = ServerProcess.start(protocol, directory)) {
      assertThat(filesOf(protocol, server.pid())).hasSize(2);
      server.terminate();
      assertThat(filesOf(protocol, server.pid())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(JobProtocol.class)
  void serverThatIsKilled_isCleanedUpAfterByTheNextAndALivingOneIsNot(JobProtocol protocol)
      throws Exception {
    try (ServerProcess killed = ServerProcess.start(protocol, directory);
        ServerProcess living = ServerProcess.start(protocol, directory)) {
      killed.kill();
      assertThat(filesOf(protocol, killed.pid())).hasSize(2);
      try (JobServer next = JobServer.create(protocol, 1, directory)) {
        assertThat(filesOf(protocol, killed.pid())).isEmpty();
        assertThat(filesOf(protocol, living.pid())).hasSize(2);
        assertThat(next.stats().free()).isEqualTo(1);
      }
    }
    assertThat(filesOf(protocol, ProcessHandle.current().pid())).isEmpty();
  }
}
