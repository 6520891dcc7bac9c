package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A worker whose jar is written again under it, by a copy over the old file or a copy that fails.
 * Each request gets its answer, or one that says why not; and the worker ends.
 */
@Timeout(120)
class OverwrittenJarTest {
  private static final String REFUSED = "[request-refused]";

  @TempDir static Path jars;

  @TempDir Path files;

  private Path jar;
  private LoadedClasses loaded;

  /** What happens to the jar. */
  enum Damage {
    OVERWRITTEN {
      @Override
      void happen(Path jar) throws IOException {
        Files.write(jar, Files.readAllBytes(jars.resolve("other.jar")));
      }
    },
    TRUNCATED {
      @Override
      void happen(Path jar) throws IOException {
        try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.WRITE)) {
          channel.truncate(100);
        }
      }
    };

    abstract void happen(Path jar) throws IOException;
  }

  /** How the worker comes to its end. */
  enum Leaving {
    END_OF_INPUT {
      @Override
      void leave(WorkerHarness worker) {
        assertThat(worker.end()).isZero();
      }
    },
    SIGTERM {
      @Override
      void leave(WorkerHarness worker) {
        worker.terminate();
        assertThat(worker.awaitEnd()).isIn(0, 143); // It may be ending by itself.
      }
    },
    BY_ITSELF {
      @Override
      void leave(WorkerHarness worker) {
        assertThat(worker.awaitEnd()).isZero();
      }
    };

    abstract void leave(WorkerHarness worker);
  }

  @BeforeAll
  static void makeJars() throws IOException {
    PackagedWorker.write(jars.resolve("one.jar"), 0);
    PackagedWorker.write(jars.resolve("other.jar"), 12_345);
  }

  @BeforeEach
  void makeWorker() throws IOException {
    jar = Files.copy(jars.resolve("one.jar"), files.resolve("w.jar"));
    loaded = new LoadedClasses(files.resolve("classes.log"));
  }

  private WorkerHarness start(Loop loop, Protocol protocol) {
    List<String> command = PackagedWorker.command(jar, loop, List.of(loaded.flag()));
    return WorkerHarness.process(command).protocol(protocol).start();
  }

  private String name(String file) {
    return files.resolve(file).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, OVERWRITTEN, END_OF_INPUT",
    "SINGLEPLEX, PROTO, TRUNCATED, SIGTERM",
    "MULTIPLEX, PROTO, OVERWRITTEN, SIGTERM",
    "MULTIPLEX, JSON, TRUNCATED, END_OF_INPUT"
  })
  void betweenRequests_idleWorkerEnds(Loop loop, Protocol protocol, Damage damage, Leaving leaving)
      throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      assertThat(worker.work("nothing").exitCode()).isZero();
      loaded.awaitPreparation();
      damage.happen(jar);
      leaving.leave(worker);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, PROTO, OVERWRITTEN, BY_ITSELF",
    "SINGLEPLEX, JSON, TRUNCATED, END_OF_INPUT",
    "MULTIPLEX, JSON, OVERWRITTEN, END_OF_INPUT",
    "MULTIPLEX, PROTO, TRUNCATED, SIGTERM"
  })
  void betweenRequests_nextOnesAreAnsweredOrRefused(
      Loop loop, Protocol protocol, Damage damage, Leaving leaving) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      assertThat(worker.work("nothing").exitCode()).isZero();
      loaded.awaitPreparation();
      damage.happen(jar);
      WorkResponse echo = worker.work("echo", "a", "b");
      assertThat(echo).isEqualTo(WorkResponse.of(0, 0, "a|b"));
      isAnsweredOrRefused(worker.work("print", "1000"), "x".repeat(1000));
      isAnsweredOrRefused(worker.work("thread-prints"), "of a thread");
      isAnsweredOrRefused(worker.work("describe"), "[describe] id=0 verbosity=0 x=x");
      isAnsweredOrRefused(worker.work("log", "quiet"), "");
      // A class that the tool has not loaded yet.
      WorkResponse failed = worker.work("fail", "checked");
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.output().stripTrailing()).endsWith(REFUSED);
      leaving.leave(worker);
      assertThat(worker.log()).contains("[self-changed]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, OVERWRITTEN, SIGTERM",
    "SINGLEPLEX, PROTO, TRUNCATED, END_OF_INPUT",
    "MULTIPLEX, PROTO, OVERWRITTEN, END_OF_INPUT",
    "MULTIPLEX, JSON, TRUNCATED, SIGTERM"
  })
  void inTheMiddleOfARequest_itIsAnswered(
      Loop loop, Protocol protocol, Damage damage, Leaving leaving) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.send(request(1, "await-file", name("on"), name("end"), name("off")));
      Await.file(files.resolve("on"));
      loaded.awaitPreparation();
      damage.happen(jar);
      worker.cancel(1);
      Await.file(files.resolve("on.interrupted"));
      Files.createFile(files.resolve("end"));
      assertThat(worker.await(1)).isEqualTo(WorkResponse.of(1, 0, "finished"));
      leaving.leave(worker);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, PROTO, OVERWRITTEN, SIGTERM",
    "SINGLEPLEX, JSON, TRUNCATED, END_OF_INPUT",
    "MULTIPLEX, JSON, OVERWRITTEN, END_OF_INPUT",
    "MULTIPLEX, PROTO, TRUNCATED, SIGTERM"
  })
  void inTheMiddleOfARequest_stubbornWorkEnds(
      Loop loop, Protocol protocol, Damage damage, Leaving leaving) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.send(request(1, "await-file", name("on"), name("never"), name("off")));
      Await.file(files.resolve("on"));
      loaded.awaitPreparation();
      damage.happen(jar);
      leaving.leave(worker);
      worker.kill();
    }
  }

  /** Nothing is prepared then, so the end of the worker may be the answer; but it is no silence. */
  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, PROTO, OVERWRITTEN",
    "SINGLEPLEX, JSON, TRUNCATED",
    "MULTIPLEX, JSON, OVERWRITTEN",
    "MULTIPLEX, PROTO, TRUNCATED"
  })
  void beforeTheFirstRequest_workerAnswersOrEnds(Loop loop, Protocol protocol, Damage damage)
      throws Exception {
    List<String> command =
        new ArrayList<>(PackagedWorker.command(jar, loop, List.of(loaded.flag())));
    command.add("--persistent_worker");
    try (BareWorker worker = BareWorker.start(files, Map.of(), command)) {
      String reader = loop == Loop.SINGLEPLEX ? "perdure-work" : "perdure-read";
      Await.until("the worker reads", () -> Threads.of(worker.process().pid()).contains(reader));
      damage.happen(jar);
      try {
        worker.send(protocol, request(1, "nothing"));
      } catch (IOException e) {
        // It has ended.
      }
      boolean answered = worker.answers().read() >= 0;
      worker.endInput();
      worker.awaitEnd();
      if (!answered) {
        assertThat(worker.exitCode()).isEqualTo(1);
        assertThat(worker.log()).contains("NoClassDefFoundError");
      }
    }
  }

  private static void isAnsweredOrRefused(WorkResponse answer, String output) {
    if (answer.exitCode() == 0) {
      assertThat(answer.output()).isEqualTo(output);
    } else {
      assertThat(answer.output().stripTrailing()).endsWith(REFUSED);
    }
  }

  private static WorkRequest request(int id, String... arguments) {
    return WorkRequest.of(id, List.of(arguments));
  }
}
