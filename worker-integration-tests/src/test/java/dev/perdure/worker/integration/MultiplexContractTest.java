package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MultiplexContractTest extends WorkerContract {
  @Override
  Loop loop() {
    return Loop.MULTIPLEX;
  }

  @Test
  void secondRequestOfAnId_mutesTheFirst(@TempDir Path own) throws Exception {
    Worker twoSlots = Worker.of(Deeds::work).multiplex(Multiplex.create().slots(2));
    try (WorkerHarness worker = WorkerHarness.inProcess(twoSlots).protocol(Protocol.JSON).start()) {
      Path on = own.resolve("on");
      Path end = own.resolve("end");
      Path off = own.resolve("off");
      worker.send(WorkRequest.of(5, List.of("await-file", "" + on, "" + end, "" + off)));
      Await.file(on);
      assertThat(worker.work(WorkRequest.of(5, List.of("echo", "new"))).output()).isEqualTo("new");
      Files.createFile(end);
      Await.file(off);
      // The harness would tell of a second answer, which by now would be on its way.
      assertThat(worker.work(WorkRequest.of(6, List.of("echo", "x"))).output()).isEqualTo("x");
    }
  }
}
