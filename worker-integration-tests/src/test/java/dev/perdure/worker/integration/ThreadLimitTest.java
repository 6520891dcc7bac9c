package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker that gets no more threads from the system: what runs is neither lost nor left. */
@Timeout(120)
class ThreadLimitTest {
  private static final int REQUESTS = 8;

  @TempDir Path files;

  private LoadedClasses loaded;

  @BeforeEach
  void prepare() throws Exception {
    ThreadLimit.assumePossible();
    // Other users' files are as nobody's to it when it asks whether they exist.
    Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxrwxrwx"));
    loaded = new LoadedClasses(files.resolve("classes.log"));
  }

  private WorkerHarness start(Loop loop, Protocol protocol) throws Exception {
    List<String> command = Place.command(loop, "-Dslots=8", loaded.flag());
    WorkerHarness worker =
        WorkerHarness.process(ThreadLimit.command(command)).protocol(protocol).start();
    try {
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      loaded.awaitPreparation();
      return worker;
    } catch (Throwable e) {
      worker.kill();
      worker.close();
      throw e;
    }
  }

  private String name(String file) {
    return files.resolve(file).toString();
  }

  private WorkRequest waiting(int id) {
    return WorkRequest.of(
        id, List.of("await-file", name("on" + id), name("end"), name("off" + id)));
  }

  @ParameterizedTest
  @CsvSource({"PROTO, 0", "JSON, 0", "PROTO, 1", "JSON, 3"})
  void slotsThatCanNotStart_leaveTheirRequestsToTheOthers(Protocol protocol, int more)
      throws Exception {
    try (WorkerHarness worker = start(Loop.MULTIPLEX, protocol)) {
      ThreadLimit.allow(worker.pid(), more);
      for (int id = 1; id <= REQUESTS; id++) {
        worker.send(waiting(id));
      }
      for (int id = 1; id <= 1 + more; id++) {
        Await.file(files.resolve("on" + id));
      }
      Await.until("the missing thread is told", () -> worker.log().contains("[thread-missing]"));
      Files.createFile(files.resolve("end"));
      for (int id = 1; id <= REQUESTS; id++) {
        assertThat(worker.await(id)).isEqualTo(WorkResponse.of(id, 0, "finished"));
      }
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).containsOnlyOnce("[thread-missing]");
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void cancelWithoutAThread_reachesTheWork(Loop loop, Protocol protocol) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      ThreadLimit.allow(worker.pid(), 0);
      worker.send(WorkRequest.of(1, List.of("await-token", name("token"))));
      Await.file(files.resolve("token"));
      worker.cancel(1);
      assertThat(worker.await(1)).isEqualTo(WorkResponse.cancelled(1));
      worker.send(WorkRequest.of(2, List.of("await-interrupt", name("interrupt"))));
      Await.file(files.resolve("interrupt"));
      worker.cancel(2);
      assertThat(worker.await(2).wasCancelled()).isTrue();
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON",
    "MULTIPLEX, PROTO",
  })
  void endOfInputWithoutAThread_endsStubbornWork(Loop loop, Protocol protocol) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      ThreadLimit.allow(worker.pid(), 0);
      worker.send(waiting(1));
      Await.file(files.resolve("on1"));
      assertThat(worker.end()).isZero();
    }
  }

  /** The JVM itself needs one thread for a signal, and one for each hook. */
  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, PROTO, 1", "MULTIPLEX, JSON, 1", "SINGLEPLEX, JSON, 2"})
  void signalWithFewThreads_endsStubbornWork(Loop loop, Protocol protocol, int more)
      throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.send(waiting(1));
      Await.file(files.resolve("on1"));
      ThreadLimit.allow(worker.pid(), more);
      worker.terminate();
      assertThat(worker.awaitEnd()).isEqualTo(143);
    }
  }
}
