package example;

import static dev.perdure.worker.testing.WorkResponseAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.WorkerSubject;
import dev.perdure.worker.testing.WorkerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ShoutTest {
  static final class Subject implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(Shout::work);
    }

    @Override
    public List<String> command() {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      return List.of(java, "-cp", System.getProperty("java.class.path"), "example.Shout");
    }
  }

  @WorkerTest(Subject.class)
  void words_areWrittenInUpperCase(WorkerHarness worker, @TempDir Path dir) throws IOException {
    Path output = dir.resolve("out.txt");

    assertThat(worker.work(output.toString(), "a", "b")).succeeded().printed("shouted 2\n");
    assertEquals("A B", Files.readString(output));
  }
}
