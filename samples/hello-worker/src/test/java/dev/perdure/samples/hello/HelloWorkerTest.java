package dev.perdure.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.WorkerExtension;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HelloWorkerTest {
  @RegisterExtension
  final WorkerExtension workers = WorkerExtension.inProcess(Worker.of(HelloWorker::work));

  @Test
  void work_writesItsArguments(WorkerHarness worker, @TempDir Path dir) {
    Path output = dir.resolve("out.txt");
    assertThat(worker.work(output.toString(), "a").exitCode()).isZero();
    assertThat(output).hasContent(output + " a");
  }
}
