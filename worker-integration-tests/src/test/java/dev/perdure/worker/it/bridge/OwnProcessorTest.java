package dev.perdure.worker.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that reads and writes by a processor of its own. */
@Timeout(60)
class OwnProcessorTest {
  @Test
  void printsOfNoRequest_goToTheLog() {
    List<Path> classPath = BridgeCommand.bridge(Protocol.PROTO);
    classPath.add(BridgeCommand.origin(OwnProcessorWorker.class));
    List<String> command =
        BridgeCommand.command(classPath, OwnProcessorWorker.class, Protocol.PROTO);
    try (WorkerHarness worker = WorkerHarness.process(command).multiplex().start()) {
      assertThat(worker.work()).isEqualTo(WorkResponse.of(1, 0, "request 1"));
      assertThat(worker.work()).isEqualTo(WorkResponse.of(2, 0, "request 2"));
      assertThat(worker.end()).isZero();
      assertThat(worker.log().lines()).containsExactly("read 1", "read 2", "read the end");
    }
  }
}
