package dev.perdure.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the client have in common; after each, no worker that it saw may be left. */
@Timeout(120)
abstract class ClientTesting {
  @TempDir Path directory;

  final ExecutorService threads = Executors.newCachedThreadPool();
  final List<ProcessHandle> seen = new ArrayList<>();

  @AfterEach
  void noProcessIsLeft() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).noneMatch(ProcessHandle::isAlive);
  }

  static WorkerClientBuilder builder() {
    return WorkerClient.builder(ClientTestWorker.command());
  }

  /** A worker in JSON that is a script. */
  static WorkerClient shell(String script) {
    return WorkerClient.builder("/bin/sh", "-c", script, "sh")
        .environment(Map.of("PATH", "/usr/bin:/bin"))
        .protocol("json")
        .build();
  }

  static WorkRequest request(String... arguments) {
    return WorkRequest.of(0, List.of(arguments));
  }

  WorkResponse work(WorkerClient client, String... arguments) throws Exception {
    WorkResponse response = client.work(request(arguments));
    seen.addAll(client.processes());
    return response;
  }

  /** Waits for what another process does. */
  static void awaitThat(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
