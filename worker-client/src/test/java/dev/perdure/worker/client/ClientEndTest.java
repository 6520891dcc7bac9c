package dev.perdure.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a wait, and of a client with its workers. */
class ClientEndTest extends ClientTesting {
  @Test
  void interruptedWait_cancelsTheRequest() throws Exception {
    try (WorkerClient client = builder().build()) {
      Path waits = directory.resolve("waits");
      Future<?> waiting = threads.submit(() -> client.work(request("wait", waits.toString())));
      // The one worker is free again only if the request was cancelled.
      Future<WorkResponse> next =
          threads.submit(
              () -> {
                awaitThat(() -> Files.exists(waits));
                waiting.cancel(true);
                return client.work(request("exit", "5"));
              });
      assertThat(next.get().exitCode()).isEqualTo(5);
      seen.addAll(client.processes());
    }
  }

  @Test
  void cancelledRequest_leavesItsWorkerToTheNext() throws Exception {
    try (WorkerClient client = builder().multiplex(1).build()) {
      WorkResponse before = work(client, "pid");
      SentRequest sent = client.send(request("wait", directory.resolve("waits").toString()));
      sent.cancel();

      // The next one waits for the slot until the cancelled work has ended.
      assertThat(work(client, "pid")).isEqualTo(before);
      assertThat(sent.await().wasCancelled()).isTrue();
    }
  }

  @Test
  void close_failsWhatIsNotAnsweredAndEndsTheWorkersWithTheirChildren() throws Exception {
    WorkerClient client = builder().multiplex(2).build();
    long child = Long.parseLong(work(client, "child").output());
    ProcessHandle.of(child).ifPresent(seen::add);
    SentRequest open = client.send(request("wait", directory.resolve("waits").toString()));
    client.close();

    assertThat(seen).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(client.processes()).isEmpty();
    assertThatThrownBy(open::await)
        .isInstanceOf(WorkerLostException.class)
        .hasMessage("the client was closed");
    assertThatThrownBy(() -> client.send(request("pid")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
  }

  @Test
  void close_freesAThreadThatWaitsForAWorker() throws Exception {
    WorkerClient client = builder().build();
    SentRequest first = client.send(request("wait", directory.resolve("1").toString()));
    seen.addAll(client.processes());
    Future<SentRequest> second = threads.submit(() -> client.send(request("pid")));
    client.close();

    assertThatThrownBy(first::await).isInstanceOf(WorkerLostException.class);
    assertThatThrownBy(second::get).hasMessageContaining("the client is closed");
  }

  @Test
  void childThatAWorkerLeaves_isKilled() throws Exception {
    Path pid = directory.resolve("pid");
    WorkerClient client =
        shell(
            "sleep 600 & echo $! > '"
                + pid
                + ".new'; mv '"
                + pid
                + ".new' '"
                + pid
                + "'; cat > /dev/null");
    SentRequest sent = client.send(request("x"));
    awaitThat(() -> Files.exists(pid));
    seen.addAll(client.processes());
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(seen::add);
    client.close();

    assertThatThrownBy(sent::await).isInstanceOf(WorkerLostException.class);
    assertThat(seen).hasSize(2);
    CompletableFuture.allOf(
            seen.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void workerThatIgnoresTheEnd_isKilled() throws Exception {
    WorkerClient client = shell("trap '' TERM; read line; sleep 600 & wait; sleep 600");
    SentRequest sent = client.send(request("x"));
    seen.addAll(client.processes());
    client.close();

    assertThat(seen).hasSize(1).noneMatch(ProcessHandle::isAlive);
    assertThatThrownBy(sent::await).hasMessage("the client was closed");
  }

  @Test
  void workerThatDoesNotRead_isKilled() throws Exception {
    WorkerClient client = shell("sleep 600");
    // More than a pipe takes, so that the sender waits.
    Future<SentRequest> sent = threads.submit(() -> client.send(request("x".repeat(1 << 20))));
    awaitThat(() -> !client.processes().isEmpty());
    seen.addAll(client.processes());
    client.close();

    assertThatThrownBy(() -> sent.get().await()).hasMessage("the client was closed");
  }
}
