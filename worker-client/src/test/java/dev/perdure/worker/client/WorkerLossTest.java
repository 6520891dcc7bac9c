package dev.perdure.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Workers that end, or do something wrong, before they answer. */
class WorkerLossTest extends ClientTesting {
  @Test
  void workerThatEndedBetweenRequests_isReplaced() throws Exception {
    try (WorkerClient client = builder().retries(0).build()) {
      WorkResponse first = work(client, "pid");
      ProcessHandle worker = client.processes().get(0);
      worker.destroyForcibly();
      worker.onExit().get(20, TimeUnit.SECONDS);

      assertThat(work(client, "pid").output()).isNotEqualTo(first.output());
      assertThat(client.processes()).hasSize(1);
    }
  }

  @Test
  void requestWhoseWorkerDies_isSentAgain() throws Exception {
    try (WorkerClient client = builder().build()) {
      String file = directory.resolve("died").toString();
      assertThat(work(client, "die-once", file)).isEqualTo(WorkResponse.of(0, 0, "lives"));
    }
  }

  @Test
  void requestThatKillsItsWorkers_failsWithTheirLastWords() throws Exception {
    Path starts = directory.resolve("starts");
    try (WorkerClient client =
        shell("echo start >> '" + starts + "'; echo I must die >&2; exit 3")) {
      assertThatThrownBy(() -> client.work(request("x")))
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContainingAll("the worker ended", "exit code 3", "I must die");
      assertThat(starts).hasContent("start\nstart");
    }
  }

  @Test
  void clientServesOn_whenARequestHasKilledItsWorkers() throws Exception {
    try (WorkerClient client = builder().build()) {
      assertThatThrownBy(() -> client.work(request("die"))).isInstanceOf(WorkerLostException.class);
      assertThat(work(client, "exit", "0").exitCode()).isZero();
    }
  }

  @Test
  void withoutRetries_theRequestFailsAtOnce() throws Exception {
    try (WorkerClient client = builder().retries(0).build()) {
      String file = directory.resolve("died").toString();
      assertThatThrownBy(() -> client.work(request("die-once", file)))
          .isInstanceOf(WorkerLostException.class);
      assertThat(work(client, "die-once", file).output()).isEqualTo("lives");
    }
  }

  @Test
  void otherRequestsOfAWorkerThatDies_areSentAgain() throws Exception {
    try (WorkerClient client = builder().multiplex(2).build()) {
      Path waits = directory.resolve("waits");
      SentRequest patient = client.send(request("wait", waits.toString()));
      awaitThat(() -> Files.exists(waits));
      Files.delete(waits);
      String died = directory.resolve("died").toString();
      assertThat(work(client, "die-once", died).output()).isEqualTo("lives");
      awaitThat(() -> Files.exists(waits));

      patient.cancel();
      assertThat(patient.await()).isEqualTo(new WorkResponse(0, "", 0, true));
    }
  }

  @Test
  void workerThatTakesTooLong_isKilledAndItsRequestFails() throws Exception {
    try (WorkerClient client = builder().timeout(Duration.ofSeconds(3)).build()) {
      assertThat(work(client, "exit", "0").exitCode()).isZero();
      Path waits = directory.resolve("waits");
      assertThatThrownBy(() -> client.work(request("wait", waits.toString())))
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("did not answer within PT3S");
      assertThat(waits).exists();
      assertThat(seen.get(0).isAlive()).isFalse();
    }
  }

  @Test
  void foreignBytes_failTheRequestWithoutAnotherTry() throws Exception {
    Path starts = directory.resolve("starts");
    try (WorkerClient client =
        shell("echo start >> '" + starts + "'; echo hello; exec cat > /dev/null")) {
      assertThatThrownBy(() -> client.work(request("x")))
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("sent something that is no answer");
      assertThat(starts).hasContent("start");
    }
  }

  @Test
  void answerToNoRequest_failsTheRequest() throws Exception {
    try (WorkerClient client = shell("echo '{\"requestId\":9}'; exec cat > /dev/null")) {
      assertThatThrownBy(() -> client.work(request("x")))
          .hasMessageContaining("answered request 9, which it does not have");
    }
  }

  @Test
  void childThatKeepsTheStreams_doesNotHideTheEnd() throws Exception {
    assertEndIsSeen();
  }

  private void assertEndIsSeen() throws Exception {
    Path child = directory.resolve("child");
    try (WorkerClient client =
        shell("head -c 1 > /dev/null; sleep 600 & echo $! > '" + child + "'; exit 3")) {
      assertThatThrownBy(() -> client.work(request("x")))
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("exit code 3");
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(child).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** The program around the client may be a build tool that computes on this pool. */
  @Test
  void blockedCommonPool_doesNotHideTheEnd() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    ForkJoinPool pool = ForkJoinPool.commonPool();
    for (int i = 0; i <= pool.getParallelism(); i++) {
      pool.execute(() -> await(done));
    }
    try {
      assertEndIsSeen();
    } finally {
      done.countDown();
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void commandThatIsNotThere_failsTheRequest() throws Exception {
    try (WorkerClient client = WorkerClient.builder("/nowhere/worker").build()) {
      assertThatThrownBy(() -> client.work(request("x")))
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContainingAll("could not be started", "/nowhere/worker");
      assertThatThrownBy(() -> client.work(request("x")))
          .as("its slot is free again")
          .isInstanceOf(WorkerLostException.class);
    }
  }
}
