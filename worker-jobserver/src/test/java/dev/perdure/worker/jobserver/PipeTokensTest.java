package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is not a pipe, or not any more. */
@Timeout(60)
class PipeTokensTest {
  @TempDir Path directory;

  @Test
  void noPipe_isToldAndNotMade() {
    JobAddress nowhere = new JobAddress.Fifo(directory.resolve("none"));
    assertThatThrownBy(() -> JobClient.join(nowhere)).isInstanceOf(UncheckedIOException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void ordinaryFile_isToldAndLeftAlone() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    JobAddress address = new JobAddress.Descriptors(file);
    assertThatThrownBy(() -> JobClient.join(address))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file + ": not a pipe");
    assertThat(file).hasContent("text");
  }

  @Test
  void pipeThatWasRemoved_isToldAfterAWaitAndNotMade() throws Exception {
    PipeTokens tokens;
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 1, directory)) {
      tokens = new PipeTokens(((JobAddress.Fifo) server.address()).path());
    }
    tokens.wake();
    assertThatThrownBy(tokens::await).isInstanceOf(IOException.class);
    assertThatThrownBy(tokens::await).isInstanceOf(IOException.class);
    tokens.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void readWhoseTimeIsOverAtOnce_takesTheTokenAllTheSame() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 1, directory)) {
      Path path = ((JobAddress.Fifo) server.address()).path();
      try (RandomAccessFile pipe = new RandomAccessFile(path.toFile(), "rw");
          FileInputStream counter = new FileInputStream(pipe.getFD())) {
        for (int i = 0; i < 200; i++) {
          ByteBuffer one = ByteBuffer.allocate(1);
          assertThat(PipeRead.ofWhatIsThere(path, counter, one, 0)).isEqualTo(1);
          pipe.write(one.get(0));
        }
        assertThat(pipe.read()).isPositive();
        assertThat(PipeRead.ofWhatIsThere(path, counter, ByteBuffer.allocate(1), 0)).isZero();
      }
    }
  }

  @Test
  void tokenOfAPipeThatWasRemoved_comesBackToWhoHasItOpen() throws Throwable {
    assertComesBackAfter(() -> Files.delete(directory.resolve("pipe")));
  }

  @Test
  void tokenThatAnInterruptedThreadGivesBack_isThere() throws Throwable {
    assertComesBackAfter(() -> Thread.currentThread().interrupt());
    assertThat(Thread.interrupted()).isTrue();
  }

  private void assertComesBackAfter(Executable meanwhile) throws Throwable {
    Path path = directory.resolve("pipe");
    try (PipePool pool = new PipePool(new JobAddress.Fifo(path), path, 1)) {
      PipeTokens tokens = new PipeTokens(path);
      Token token = tokens.await();
      assertThat(token).isNotNull();
      meanwhile.execute();
      token.giveBack();
      assertThat(pool.free()).isEqualTo(1);
      tokens.close();
    }
  }
}
