package dev.perdure.samples.jflex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JflexWorkerTest {
  @TempDir Path directory;

  private String write(String name, String rules) throws Exception {
    return Files.writeString(
            directory.resolve(name + ".flex"), "%%\n%class " + name + "\n%standalone\n%%\n" + rules)
        .toString();
  }

  @Test
  void mistake_endsItsRequestOnly_andTheNextOneStartsAfresh() throws Exception {
    String good = write("Good", "[a-z]+ { }\n");
    String broken = write("Broken", "[a-z { }\n");
    try (WorkerHarness worker = WorkerHarness.inProcess(JflexWorker.worker()).start()) {
      WorkResponse failed = worker.work("-d", directory.resolve("a").toString(), broken);
      WorkResponse done = worker.work("-d", directory.resolve("b").toString(), good);

      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.output()).contains("Broken.flex");
      assertThat(done.exitCode()).isZero();
      assertThat(done.output()).doesNotContain("Broken");
      assertThat(directory.resolve("b/Good.java")).exists();
      assertThat(directory.resolve("a/Good.java")).doesNotExist();
    }
  }
}
