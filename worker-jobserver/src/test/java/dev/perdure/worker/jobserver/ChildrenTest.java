package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child has is known from its start to its end. */
@Timeout(60)
class ChildrenTest {
  @TempDir Path directory;

  private static ProcessBuilder shell(String script) {
    return new ProcessBuilder("sh", "-c", script);
  }

  @Test
  void tokenOfAChild_comesBackOnNoThreadOfAPool() throws Exception {
    CompletableFuture<String> thread = new CompletableFuture<>();
    TokenSource source =
        new EndlessTokens() {
          @Override
          public @Nullable Token poll() {
            return () -> thread.complete(Thread.currentThread().getName());
          }
        };
    JobAddress address = new JobAddress.Fifo(directory.resolve("none"));
    try (JobClient client = new JobClient(address, source, false, 1)) {
      client.start(shell("exit 0"));
      // Whoever waits for a token on a thread of the common pool would wait for another of them.
      assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("perdure-job-child");
    }
  }

  @Test
  void childOfTheServersOwnClient_isCountedAndItsTokensAreNotMadeAnew() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_DESCRIPTORS, 3, directory)) {
      Process child = server.client().start(shell("head -c 1 <&3; read line; printf + >&3"));
      assertThat(child.getInputStream().read()).isEqualTo('+');
      assertThat(server.stats()).isEqualTo(new JobServerStats(3, 1, 1, 1, 0));
      server.start(shell("exit 0")).waitFor();
      ServerWait.untilChildrenAre(server, 1);
      assertThat(server.stats()).isEqualTo(new JobServerStats(3, 1, 1, 1, 0));
      child.getOutputStream().close();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(3, 3, 0, 0, 0));
    }
  }
}
