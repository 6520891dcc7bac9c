package dev.perdure.worker.testing.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkResponseAssert;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.WorkerSubject;
import dev.perdure.worker.testing.WorkerTest;
import dev.perdure.worker.testing.conformance.fixture.DefectiveCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker test runs under Gradle as it does here, as far as a test without a Gradle can tell. */
final class GradleWorkerTest {
  private static final int WAYS = 8;

  @Test
  void workerTest_isRunInEachWay(@TempDir Path directory) throws Exception {
    assertThat(run(Passes.class, directory))
        .startsWith(WAYS + " succeeded, 0 failed")
        .contains("of the test")
        .doesNotContain("of the worker");
  }

  @Test
  void failure_isSeen(@TempDir Path directory) throws Exception {
    assertThat(run(Fails.class, directory)).contains("0 succeeded, 1 failed");
  }

  /** Runs tests in another directory, with nothing on standard input; returns what was printed. */
  private static String run(Class<?> tests, Path directory)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toAbsolutePath().toString());
    }
    command.addAll(List.of("-cp", classPath.get(0), GradleWorker.class.getName()));
    command.add(tests.getName());
    command.addAll(classPath);
    Path printed = directory.resolve("printed.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(printed, UTF_8);
  }

  static final class Subject implements WorkerSubject {
    @Override
    public Worker worker() {
      return Worker.of(GradleWorkerTest::print);
    }

    @Override
    public List<String> command() {
      return DefectiveCommand.of();
    }
  }

  // By System.out, as a tool does that knows of no worker.
  private static int print(WorkContext context) {
    System.out.print(context.arguments().get(1));
    return 0;
  }

  static final class Passes {
    @WorkerTest(Subject.class)
    void prints(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("print", "of the worker"))
          .succeeded()
          .printed("of the worker");
      System.out.println("of the test");
    }
  }

  static final class Fails {
    @WorkerTest(
        value = Subject.class,
        protocols = Protocol.JSON,
        modes = WorkerTest.Mode.SINGLEPLEX,
        places = WorkerTest.Place.IN_PROCESS)
    void fails(WorkerHarness worker) {
      WorkResponseAssert.assertThat(worker.work("print", "a")).printed("b");
    }
  }
}
