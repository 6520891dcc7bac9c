package example.modular;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModularTest {
  @ParameterizedTest
  @EnumSource
  void worker_onTheModulePath_speaksBothProtocols(Protocol protocol) {
    try (WorkerHarness worker =
        WorkerHarness.inProcess(Worker.of(Modular::work).multiplex()).protocol(protocol).start()) {
      assertEquals(WorkResponse.of(0, 0, "dev.perdure.worker\n"), worker.work());
    }
  }
}
