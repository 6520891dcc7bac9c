package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Soon after its first request has begun, a worker has loaded all of its own that bad news and the
 * end need: later its jar can be another file, and the metaspace full.
 */
@Timeout(120)
class EndLoadsNothingTest {
  @TempDir Path files;

  /** What comes after the first answer. */
  enum Event {
    END_OF_INPUT {
      @Override
      void happen(WorkerHarness worker, Path files) {
        assertThat(worker.end()).isZero();
      }
    },
    SIGTERM {
      @Override
      void happen(WorkerHarness worker, Path files) {
        worker.terminate();
        assertThat(worker.awaitEnd()).isEqualTo(143);
      }
    },
    END_OF_STUBBORN_WORK {
      @Override
      void happen(WorkerHarness worker, Path files) {
        String on = files.resolve("on").toString();
        worker.send(WorkRequest.of(1, List.of("await-file", on, on + "never", on + "off")));
        Await.file(files.resolve("on"));
        assertThat(worker.end()).isZero();
        assertThat(worker.log()).contains("[work-left]");
      }
    },
    CANCEL_BY_TOKEN {
      @Override
      void happen(WorkerHarness worker, Path files) {
        cancelled(worker, files, "await-token");
      }
    },
    CANCEL_BY_INTERRUPT {
      @Override
      void happen(WorkerHarness worker, Path files) {
        cancelled(worker, files, "await-interrupt");
      }
    },
    CANCEL_OF_A_CHILD {
      @Override
      void happen(WorkerHarness worker, Path files) {
        cancelled(worker, files, "attached-child");
      }
    },
    FAILURE {
      @Override
      void happen(WorkerHarness worker, Path files) {
        assertThat(worker.work("fail", "checked").exitCode()).isEqualTo(1);
        assertThat(worker.end()).isZero();
      }
    },
    OUT_OF_MEMORY {
      @Override
      void happen(WorkerHarness worker, Path files) {
        WorkResponse answer = worker.work("keep", "heap");
        assertThat(answer.output()).containsIgnoringCase("heap");
        assertThat(worker.awaitEnd()).isZero();
      }
    },
    RETIREMENT {
      @Override
      void happen(WorkerHarness worker, Path files) {
        worker.work("retire", "spoilt");
        assertThat(worker.awaitEnd()).isZero();
      }
    };

    abstract void happen(WorkerHarness worker, Path files);

    private static void cancelled(WorkerHarness worker, Path files, String deed) {
      Path on = files.resolve("on");
      worker.send(WorkRequest.of(1, List.of(deed, on.toString())));
      Await.file(on);
      worker.cancel(1);
      assertThat(worker.await(1).wasCancelled()).isTrue();
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLEPLEX, JSON, END_OF_INPUT",
    "MULTIPLEX, PROTO, END_OF_INPUT",
    "SINGLEPLEX, PROTO, SIGTERM",
    "MULTIPLEX, JSON, SIGTERM",
    "SINGLEPLEX, JSON, END_OF_STUBBORN_WORK",
    "MULTIPLEX, PROTO, END_OF_STUBBORN_WORK",
    "SINGLEPLEX, PROTO, CANCEL_BY_TOKEN",
    "MULTIPLEX, JSON, CANCEL_BY_TOKEN",
    "SINGLEPLEX, JSON, CANCEL_BY_INTERRUPT",
    "MULTIPLEX, PROTO, CANCEL_BY_INTERRUPT",
    "SINGLEPLEX, PROTO, CANCEL_OF_A_CHILD",
    "MULTIPLEX, JSON, CANCEL_OF_A_CHILD",
    "SINGLEPLEX, JSON, FAILURE",
    "MULTIPLEX, PROTO, FAILURE",
    "SINGLEPLEX, PROTO, OUT_OF_MEMORY",
    "MULTIPLEX, JSON, OUT_OF_MEMORY",
    "SINGLEPLEX, JSON, RETIREMENT",
    "MULTIPLEX, PROTO, RETIREMENT"
  })
  void endAndBadNews_loadNoClassOfTheWorker(Loop loop, Protocol protocol, Event event) {
    LoadedClasses loaded = new LoadedClasses(files.resolve("classes.log"));
    List<String> command = Place.command(loop, "-Xmx40m", loaded.flag());
    try (WorkerHarness worker = WorkerHarness.process(command).protocol(protocol).start()) {
      assertThat(worker.work("nothing").exitCode()).isZero();
      loaded.awaitPreparation();
      int before = loaded.count();
      event.happen(worker, files);
      assertThat(loaded.own().stream().skip(before)).isEmpty();
    }
  }
}
