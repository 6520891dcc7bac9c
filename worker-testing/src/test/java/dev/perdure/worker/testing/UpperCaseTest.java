package dev.perdure.worker.testing;

import static dev.perdure.worker.testing.WorkResponseAssert.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;

class UpperCaseTest {
  /** The worker that is tested; with a command(), it is tested as a process, too. */
  static final class Subject implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(UpperCaseTest::upperCase);
    }
  }

  static int upperCase(WorkContext context) throws IOException {
    String text = Files.readString(context.resolve(context.arguments().get(0)));
    Files.writeString(
        context.resolveOutput(context.arguments().get(1)), text.toUpperCase(Locale.ROOT));
    context.out().println(text.length() + " characters");
    return 0;
  }

  @WorkerTest(Subject.class)
  void text_isWrittenInUpperCase(WorkerHarness worker, @TempDir Path dir) throws IOException {
    Path input = Files.writeString(dir.resolve("in.txt"), "grün\n");
    Path outputs = Files.createDirectory(dir.resolve("outputs"));

    assertThat(worker.work(input.toString(), outputs.resolve("out.txt").toString()))
        .succeeded()
        .printed("5 characters\n");
    OutputSnapshot.in(Path.of("src/test/snapshots/upper-case")).assertMatches(outputs);
  }

  @WorkerTest(Subject.class)
  void missingInput_failsAndTheWorkerServesOn(WorkerHarness worker) {
    assertThat(worker.work("nowhere.txt", "out.txt")).failed().printedPart("nowhere.txt");
    assertThat(worker.work("nowhere.txt", "out.txt")).failed();
  }
}
