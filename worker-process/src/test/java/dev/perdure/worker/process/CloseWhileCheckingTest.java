package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool that is closed while a request asks its process whether it is well. */
@Timeout(60)
class CloseWhileCheckingTest {
  @TempDir Path dir;

  private final ProcessPool pool =
      ProcessPool.builder().maxProcesses(1).pingTimeout(Duration.ofMinutes(1)).build();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void request_failsSinceThePoolIsClosed() throws Exception {
    Path pinged = dir.resolve("pinged");
    ProcessConfiguration deaf =
        FakeChild.starting("deaf", "ping").withVariable("PINGED", pinged.toString());
    ProcessRequest request = ProcessRequest.of(dir, List.of("echo"));
    pool.run(deaf, request, TestToken.never());
    FutureTask<ProcessResponse> work =
        new FutureTask<>(() -> pool.run(deaf, request, TestToken.never()));
    Thread thread = new Thread(work);
    thread.setDaemon(true); // Where this fails, it never ends.
    thread.start();
    Processes.awaitFile(pinged);
    pool.close();
    assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("process-closed");
  }
}
