package dev.perdure.worker.testing;

import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import dev.perdure.worker.testing.pool.Action;
import dev.perdure.worker.testing.pool.ActionResult;
import dev.perdure.worker.testing.pool.ExecutionRequirements;
import dev.perdure.worker.testing.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The README's examples that need more than a test has: they compile, that is all. */
final class ReadmeSnippets {
  private ReadmeSnippets() {}

  static void kit() throws IOException {
    ConformanceReport report =
        ConformanceKit.of(WorkerUnderTest.read(Path.of("worker.json"))).check();
    System.out.print(report.table());
    Files.writeString(Path.of("report.html"), report.html());
    Files.writeString(Path.of("TEST-worker.xml"), report.junitXml());
  }

  static ActionResult pool() throws InterruptedException {
    try (WorkerPool pool = WorkerPool.of(new ExecutionRoot(Path.of(".")))) {
      Action action =
          Action.of("Javac", List.of("tools/javac-worker", "@lib.params"))
              .withFiles(
                  List.of("tools/javac-worker", "lib.params", "Lib.java"), List.of("lib.jar"))
              .withRequirements(ExecutionRequirements.multiplex(Protocol.JSON).withSandbox());
      ActionResult result = pool.run(action);
      return result;
    }
  }
}
