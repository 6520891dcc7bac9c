package dev.perdure.worker.testing;

import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README's example that needs more than a test has: it compiles, that is all. */
final class ReadmeSnippets {
  private ReadmeSnippets() {}

  static void kit() throws IOException {
    ConformanceReport report =
        ConformanceKit.of(WorkerUnderTest.read(Path.of("worker.json"))).check();
    System.out.print(report.table());
    Files.writeString(Path.of("report.html"), report.html());
    Files.writeString(Path.of("TEST-worker.xml"), report.junitXml());
  }
}
